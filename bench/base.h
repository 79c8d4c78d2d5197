// A company with two tables, people and logs, of any size, in either kind of database; and copies of it for each trial.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "datamap/datamap.h"
#include "engine/site.h"
#include "grounds/lower.h"
#include "ledger/ledger.h"
#include "policy/policy.h"
#include "stores/store.h"

namespace lofte::bench {

// Logs are spread over 406 days before kAt, so every tenth is more than a year old; one person in twenty has left.
inline constexpr const char* kAt = "2026-11-21";

class Base {
 public:
  // Makes and fills the database: `rows` logs, a tenth as many people.
  Base(stores::Dialect dialect, std::int64_t rows, std::string folder);
  ~Base();

  // A fresh copy, and a connection to it. One at a time.
  std::unique_ptr<stores::Store> Copy();
  std::unique_ptr<stores::Store> Open();  // the base itself

  stores::Dialect dialect() const { return dialect_; }
  std::int64_t rows() const { return rows_; }
  const std::string& folder() const { return folder_; }

 private:
  void Fill(stores::Store& store);
  std::unique_ptr<stores::Store> Connect(const std::string& name);

  stores::Dialect dialect_;
  std::int64_t rows_;
  std::string folder_;
};

// The policy: one promise for each of `rules`, all about the logs. See base.cc.
struct Files {
  policy::Policy policy;
  datamap::DataMap map;
};
Files MakeFiles(const std::vector<std::string>& rules);
grounds::Question QuestionOf(const Files& files);
engine::Site SiteOf(std::unique_ptr<stores::Store> store, const Files& files, engine::Access access);

// The value, or the end of the program with what went wrong.
template <typename T>
T Must(Result<T> result) {
  if (!result) Panic(result.error().message);
  return std::move(result).value();
}
inline void Must(Status status) {
  if (!status) Panic(status.error().message);
}

double Seconds(const std::function<void()>& work);
double Median(std::vector<double> values);
// Peak resident memory of this process so far, in MiB.
double PeakMiB();

void BenchVerify(Base& base, int trials);
void BenchSweep(Base& base, int trials);
// Makes a database of its own: that of examples/hellotickets, with so many subjects.
void BenchHellotickets(stores::Dialect dialect, std::int64_t subjects, const std::string& folder, int trials);

}  // namespace lofte::bench
