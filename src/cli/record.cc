// `lofte record`: the record of processing activities of GDPR Art. 30, from the policy (docs/record.md). Reads no store.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/examples.h"
#include "cli/output.h"
#include "cli/session.h"
#include "notice/words.h"
#include "policy/reader.h"
#include "record/csv.h"
#include "record/html.h"
#include "record/json.h"
#include "record/xlsx.h"

namespace lofte::cli {

using policy::Role;

namespace {

namespace fs = std::filesystem;

struct Source {
  policy::Policy policy;
  record::Places places;
  std::function<Result<std::string>(const std::string& path)> read;  // beside policy.yaml
};

record::Places PlacesOf(const datamap::DataMap& map) {
  record::Places places;
  for (const datamap::TableMap& table : map.tables)
    for (const datamap::Field& field : table.fields)
      if (!field.category.empty()) places[field.category].push_back({expr::Format(table.name), field.column});
  return places;
}

auto Beside(const fs::path& folder) {
  return [folder](const std::string& path) { return ReadFile(folder / path); };
}

// A policy without a workspace: nothing is enforced yet, and the record can be had already.
Result<Source> PolicyAlone(const fs::path& file) {
  LOFTE_ASSIGN(const std::string text, ReadFile(file));
  Issues issues;
  std::optional<policy::Policy> policy = policy::ReadPolicy(file.filename().string(), text, issues);
  if (policy && !HasErrors(issues)) return Source{std::move(*policy), {}, Beside(file.parent_path())};
  std::fputs(RenderIssues(issues, {{file.filename().string(), text}}, false).c_str(), stderr);
  return Fail(ErrorCode::kInvalid, "`" + file.string() + "` has mistakes: correct them first");
}

bool Is(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

// `exit_code`: where a workspace has mistakes, which are printed already; then there is no source.
Result<std::optional<Source>> SourceOf(const Arguments& arguments, int& exit_code) {
  const fs::path folder = arguments.folder;
  const std::vector<std::string> names = ExampleNames();
  if (!Is(folder / "lofte.yaml") && Is(folder / "policy.yaml")) {
    LOFTE_ASSIGN(Source source, PolicyAlone(folder / "policy.yaml"));
    return std::optional(std::move(source));
  }
  if (!Is(folder / "lofte.yaml") && std::find(names.begin(), names.end(), arguments.folder) != names.end()) {
    LOFTE_ASSIGN(policy::Policy policy, ExamplePolicy(arguments.folder));
    const std::string name = arguments.folder;
    return std::optional(Source{std::move(policy), {}, [name](const std::string& path) { return Example(name + "/" + path); }});
  }
  Loaded loaded = Load(arguments);
  exit_code = loaded.exit_code;
  if (loaded.workspace == nullptr) return std::optional<Source>();
  record::Places places = PlacesOf(loaded.workspace->map);
  const fs::path beside = (folder / loaded.workspace->policy.file).parent_path();
  return std::optional(Source{std::move(loaded.workspace->policy), std::move(places), Beside(beside)});
}

std::string FormatOf(const Arguments& arguments) {
  if (!arguments.format.empty()) return arguments.format;
  const std::string ending = fs::path(arguments.output_file).extension().string();
  for (const char* format : {"csv", "html", "json"})
    if (ending == std::string(".") + format) return format;
  return "xlsx";
}

bool Holds(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

std::string LanguageOf(const Arguments& arguments, const policy::Policy& policy, const std::string& layout) {
  if (!arguments.language.empty()) return arguments.language;
  for (const std::string& language : record::LanguagesOf(layout))
    if (Holds(policy.languages, language)) return language;
  for (const std::string& language : policy.languages)
    if (Holds(record::Languages(), language)) return language;
  return "en";
}

std::vector<Role> RolesOf(const Arguments& arguments) {
  if (arguments.role == "controller") return {Role::kController};
  if (arguments.role == "processor") return {Role::kProcessor};
  return {Role::kController, Role::kProcessor};
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
  if (format == "json") return record::Json(record, RolesOf(arguments), layout);
  const record::Book book = record::BookOf(record, RolesOf(arguments), layout, phrases);
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

// How the company calls its data, people and activities in that language; nothing where it has no words in it.
Result<record::Words> WordsOf(const Source& source, const std::string& language) {
  const std::string path = "words/" + language + ".yaml";
  const Result<std::string> text = source.read(path);
  if (!text && text.error().code == ErrorCode::kNotFound) return record::Words{};
  if (!text) return Fail(text.error().code, text.error().message);
  Issues issues;
  std::optional<notice::Words> words = notice::ReadWords(path, *text, language, source.policy, issues);
  if (words && !HasErrors(issues)) return record::Words{std::move(words->texts)};
  std::fputs(RenderIssues(issues, {{path, *text}}, false).c_str(), stderr);
  return Fail(ErrorCode::kInvalid, "`" + path + "` has mistakes: correct them first");
}

Status WriteRecord(const Arguments& arguments, const Source& source, const std::string& format) {
  const std::string layout = arguments.layout.empty() ? record::TemplateOf(source.policy.controller.country) : arguments.layout;
  const std::string language = LanguageOf(arguments, source.policy, layout);
  LOFTE_ASSIGN(const record::Phrases phrases, record::Phrases::Read(language));
  LOFTE_ASSIGN(const record::Words words, WordsOf(source, language));
  const record::Record record = record::Build(source.policy, phrases, words, source.places);
  LOFTE_ASSIGN(const std::string bytes, BytesOf(record, arguments, format, layout, phrases));
  if (arguments.output_file.empty())
    Print(bytes);
  else
    LOFTE_TRY(WriteFileAtomically(arguments.output_file, bytes));
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
  int exit_code = kFine;
  const Result<std::optional<Source>> source = SourceOf(arguments, exit_code);
  if (!source) return Report(source.error(), arguments);
  if (!*source) return exit_code;
  const Status written = WriteRecord(arguments, **source, format);
  return written ? kFine : Report(written.error(), arguments);
}

}  // namespace lofte::cli
