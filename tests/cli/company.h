// A small company's workspace on SQLite and the command line on it, as a user would have them.
//
// The clock of every command stands at 2024-11-21T12:00:00Z and a second later each time, so that T is in the past of every machine that
// runs the tests.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace lofte::tests {

using Lines = std::vector<std::string>;

struct Outcome {
  int code = 0;
  std::string out, err;
  Lines diff;  // the rows of the company's database that the command changed, exactly: gone (`- notes: 1|..`), then new (`+ ..`)
  // Of `out`; fails the test when it is none.
  nlohmann::json Json() const;
};

// `lofte ARGUMENT..` in this process. Leaves `diff` empty.
Outcome Lofte(const std::vector<std::string>& arguments);

// An empty folder of its own in the temporary folder, gone with it.
class Folder {
 public:
  explicit Folder(const std::string& name = "a folder, Ærø");
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string operator/(const std::string& file) const { return (path_ / file).string(); }
  void Write(const std::string& file, const std::string& text) const;
  std::string Read(const std::string& file) const;
  bool Has(const std::string& file) const { return std::filesystem::exists(path_ / file); }

 private:
  std::filesystem::path outer_, path_;
};

// What a sweep at the T of all tests changes, and nothing else: a `diff`.
extern const Lines kSwept;

// Two tables, accounts and notes. On 2024-11-21, of 8 notes 3 are past their ninety days, one falls due today, and one has no date. Of 4
// accounts 2 have been closed for more than thirty days; one of these was emptied long ago.
class Company : public Folder {
 public:
  Company();

  // Does `check` say what the words of this small policy lack, too? They lack much, and most tests are about something else.
  bool lints = false;

  // `command DIR option..`. Fails the test when another command than `apply` and `undo` changes a row.
  Outcome Run(const std::string& command, const std::vector<std::string>& options = {}) const;
  // At the T of all tests, 2024-11-21.
  Outcome RunAt(const std::string& command, std::vector<std::string> options = {}) const;

  void Execute(const std::string& sql) const;
  std::int64_t Count(const std::string& from_and_where) const;
  // All rows of both tables, exactly; nothing when the database is missing or is none.
  Lines Dump() const;
  // Replaces `from`, which is in the file once, by `to`.
  void Edit(const std::string& file, const std::string& from, const std::string& to) const;
};

}  // namespace lofte::tests
