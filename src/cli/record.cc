// `lofte record`: the record of processing activities of GDPR Art. 30, from the policy (docs/record.md). Reads no store.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "base/file.h"
#include "base/words.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/policy_source.h"
#include "cli/session.h"
#include "record/csv.h"
#include "record/html.h"
#include "record/json.h"
#include "record/xlsx.h"

namespace lofte::cli {

using policy::Role;

namespace {

namespace fs = std::filesystem;

record::Places PlacesOf(const datamap::DataMap& map) {
  record::Places places;
  for (const datamap::TableMap& table : map.tables)
    for (const datamap::Field& field : table.fields)
      if (!field.category.empty()) places[field.category].push_back({expr::Format(table.name), field.column});
  return places;
}

std::string FormatOf(const Arguments& arguments) {
  if (!arguments.format.empty()) return arguments.format;
  const std::string ending = fs::path(arguments.output_file).extension().string();
  for (const char* format : {"csv", "html", "json"})
    if (ending == std::string(".") + format) return format;
  return "xlsx";
}

std::string LanguageOf(const Arguments& arguments, const policy::Policy& policy, const std::string& layout) {
  if (!arguments.language.empty()) return arguments.language;
  for (const std::string& language : record::LanguagesOf(layout))
    if (Contains(policy.languages, language)) return language;
  for (const std::string& language : policy.languages)
    if (Contains(record::Languages(), language)) return language;
  return "en";
}

record::Roles RolesOf(const Arguments& arguments) {
  if (arguments.role == "controller") return {Role::kController};
  if (arguments.role == "processor") return {Role::kProcessor};
  return record::kBothRoles;
}

// One table: of the role that is asked for, or else of the controller, or else of the processor.
std::string CsvOf(const record::Record& record, const Arguments& arguments, const std::string& layout, const record::Phrases& phrases) {
  const bool has_controller = record.Has(Role::kController);
  const Role role = !arguments.role.empty() ? RolesOf(arguments).front() : has_controller ? Role::kController : Role::kProcessor;
  if (arguments.role.empty() && has_controller && record.Has(Role::kProcessor))
    std::fputs("note: what is done as a processor is not in it: `--role processor`\n", stderr);
  return record::Csv(record::LayOut(record, role, layout, phrases, false));
}

// For the file while it is made; gone with everything in it.
class Scratch {
 public:
  Scratch() : path_((fs::temp_directory_path() / "lofte-record-XXXXXX").string()) { is_there_ = mkdtemp(path_.data()) != nullptr; }
  ~Scratch() {
    std::error_code ignored;
    if (is_there_) fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  Result<fs::path> path() const {
    if (!is_there_)
      return Fail(ErrorCode::kUnavailable, "no folder can be made in the temporary folder: set TMPDIR to one that can be written to");
    return fs::path(path_);
  }

 private:
  std::string path_;
  bool is_there_ = false;
};

Result<std::string> XlsxOf(const record::Book& book) {
  const Scratch scratch;
  LOFTE_ASSIGN(const fs::path folder, scratch.path());
  return record::Xlsx(book, folder);
}

Result<std::string> BytesOf(const record::Record& record, const Arguments& arguments, const std::string& format, const std::string& layout,
                            const record::Phrases& phrases) {
  if (format == "csv") return CsvOf(record, arguments, layout, phrases);
  if (format == "json") return record::Json(record, layout);
  const record::Book book = record::BookOf(record, layout, phrases);
  if (format == "html") return record::Html(book, phrases);
  return XlsxOf(book);
}

// What is missing, for whoever keeps the record. It is in the JSON as well.
void PrintGaps(const record::Record& record) {
  for (const record::Gap& gap : record.gaps)
    std::fputs(fmt::format("gap: {}{} (Art. {})\n", gap.activity.empty() ? "" : gap.activity + ": ", gap.says, gap.article).c_str(),
               stderr);
  if (record.untranslated.empty()) return;
  std::fputs(fmt::format("note: {} of the policy not in `{}` and in another language instead: {}\n",
                         record.untranslated.size() == 1 ? "1 text is" : std::to_string(record.untranslated.size()) + " texts are",
                         record.language, record.untranslated.front() + (record.untranslated.size() > 1 ? ", .." : ""))
                 .c_str(),
             stderr);
}

record::Phrases PhrasesOf(const Arguments& arguments, const policy::Policy& policy, const std::string& layout) {
  // The languages that can be asked for are those there are (arguments_record.cc).
  return record::Phrases::Read(LanguageOf(arguments, policy, layout)).value();
}

Status WriteRecord(const Arguments& arguments, const record::Record& record, const std::string& format, const std::string& layout,
                   const record::Phrases& phrases) {
  LOFTE_ASSIGN(const std::string bytes, BytesOf(record, arguments, format, layout, phrases));
  if (arguments.output_file.empty()) {
    Print(bytes);
  } else {
    LOFTE_TRY(CheckProduct(arguments.output_file));
    LOFTE_TRY(WriteFileAtomically(arguments.output_file, bytes));
  }
  PrintGaps(record);
  return {};
}

}  // namespace

int RunRecord(const Arguments& given) {
  Arguments arguments = given;
  const std::string format = FormatOf(arguments);
  arguments.json = format == "json";  // of errors too
  if (format == "xlsx" && arguments.output_file.empty() && isatty(STDOUT_FILENO) != 0)
    return Report(
        {ErrorCode::kInvalid, "a workbook is nothing for a terminal: name a file with `--output record.xlsx`, or say `--format html`"},
        arguments);
  PolicyNeeds needs;
  needs.data_map = true;
  const FoundPolicy found = FindPolicy(arguments.folder, needs, arguments);
  if (!found.source) return found.exit_code;
  const policy::Policy& policy = found.source->policy;
  const std::string layout = arguments.layout.empty() ? record::TemplateOf(policy.controller.country) : arguments.layout;
  const record::Phrases phrases = PhrasesOf(arguments, policy, layout);
  FoundWords words = FindWords(*found.source, phrases.language(), arguments);
  if (words.is_there && !words.words) return words.exit_code;
  const record::Record record = record::Build(policy, phrases, words.words ? record::Words{std::move(words.words->texts)} : record::Words(),
                                              found.source->map ? PlacesOf(*found.source->map) : record::Places(), RolesOf(arguments));
  const Status written = WriteRecord(arguments, record, format, layout, phrases);
  return written ? kFine : Report(written.error(), arguments);
}

}  // namespace lofte::cli
