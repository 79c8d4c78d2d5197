// `lofte notice`: the public privacy notice, from policy.yaml and words/LANG.yaml. Reads no store.
#include <algorithm>
#include <filesystem>
#include <functional>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/examples.h"
#include "cli/notice_machine.h"
#include "cli/output.h"
#include "cli/session.h"
#include "notice/render.h"

namespace lofte::cli {

namespace {

using Read = std::function<Result<std::string>(const std::string& path)>;  // beside policy.yaml

// What a notice is made of, wherever it lies.
struct Source {
  policy::Policy policy;
  Read read;
  std::vector<std::string> languages;  // of words/
};

constexpr char kEnding[] = ".yaml";

using Sources = std::vector<std::pair<std::string, std::string>>;  // of the files that issues are about

// To stderr: the notice has stdout.
int Refuse(const Issues& issues, const Sources& sources) {
  const std::string shown = RenderIssues(issues, sources, ColourOnStdout());
  std::fwrite(shown.data(), 1, shown.size(), stderr);
  return kFindings;
}

std::vector<std::string> LanguagesIn(const std::filesystem::path& folder) {
  std::vector<std::string> languages;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().extension() == kEnding) languages.push_back(entry.path().stem().string());
  std::sort(languages.begin(), languages.end());
  return languages;
}

std::vector<std::string> LanguagesOfExample(const std::string& name) {
  const std::string start = name + "/words/";
  std::vector<std::string> languages;
  for (const EmbeddedFile& file : kExampleFiles)
    if (file.path.rfind(start, 0) == 0)
      languages.emplace_back(file.path.substr(start.size(), file.path.size() - start.size() - (sizeof(kEnding) - 1)));
  std::sort(languages.begin(), languages.end());
  return languages;
}

std::optional<Source> SourceOfFolder(const Arguments& arguments, int& exit_code) {
  const std::filesystem::path folder = arguments.folder;
  std::filesystem::path beside = folder;
  Source source;
  std::error_code ignored;
  if (std::filesystem::exists(folder / "lofte.yaml", ignored)) {
    Loaded loaded = Load(arguments);
    exit_code = loaded.exit_code;
    if (!loaded.workspace) return std::nullopt;
    source.policy = std::move(loaded.workspace->policy);
    beside = (folder / source.policy.file).parent_path();
  } else {
    Issues issues;
    Sources sources;
    Result<std::optional<policy::Policy>> policy = LoadPolicy(folder / "policy.yaml", issues, sources);
    if (!policy) return exit_code = Report(policy.error(), arguments), std::nullopt;
    if (!*policy || HasErrors(issues)) return exit_code = Refuse(issues, sources), std::nullopt;
    source.policy = std::move(**policy);
  }
  source.languages = LanguagesIn(beside / "words");
  source.read = [beside](const std::string& path) { return ReadFile(beside / path); };
  return source;
}

// A folder with lofte.yaml or policy.yaml in it, or the name of an example.
std::optional<Source> SourceOf(const Arguments& arguments, int& exit_code) {
  const std::vector<std::string> names = ExampleNames();
  const std::string& name = arguments.folder;
  std::error_code ignored;
  if (std::filesystem::exists(name, ignored) || std::find(names.begin(), names.end(), name) == names.end())
    return SourceOfFolder(arguments, exit_code);
  Result<policy::Policy> policy = ExamplePolicy(name);
  if (!policy) return exit_code = Report(policy.error(), arguments), std::nullopt;
  return Source{std::move(*policy), [name](const std::string& path) { return Example(name + "/" + path); }, LanguagesOfExample(name)};
}

std::string Listed(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "`" : ", `") + word + "`";
  return list;
}

std::string EndingOf(const std::string& format) {
  if (format == "markdown") return "md";
  if (format == "text") return "txt";
  return format == "jsonld" ? "jsonld" : format == "tilt" ? "tilt.json" : "html";
}

transparency::Labels LabelsOf(const notice::Words& words) {
  transparency::Labels labels;
  const auto add = [&](const char* section, transparency::Names& names) {
    const auto found = words.texts.find(section);
    if (found == words.texts.end()) return;
    for (const auto& [id, text] : found->second) names[id][words.language] = text;
  };
  add("data", labels.categories);
  add("subjects", labels.subjects);
  add("events", labels.events);
  add("states.is", labels.states);
  add("sources", labels.sources);
  return labels;
}

class Publisher {
 public:
  Publisher(const Arguments& arguments, Source source)
      : arguments_(arguments), source_(std::move(source)), notice_(notice::BuildNotice(source_.policy)) {}

  int ToOne() {
    const std::string language = arguments_.language.empty() ? source_.policy.languages.front() : arguments_.language;
    const std::optional<std::string> page = Render(language, {});
    if (!page) return exit_code_;
    if (!arguments_.output_file.empty()) return Write(arguments_.output_file, *page) ? kFine : exit_code_;
    Print(*page);
    return kFine;
  }

  // Every language that there are words of or that the policy names; nothing is written while one of them cannot be made.
  int ToFolder() {
    std::vector<std::string> languages = source_.policy.languages;
    for (const std::string& language : source_.languages)
      if (std::find(languages.begin(), languages.end(), language) == languages.end()) languages.push_back(language);
    std::vector<std::pair<std::string, std::string>> pages;
    for (const std::string& language : languages) {
      std::optional<std::string> page = Render(language, languages);
      if (page) pages.emplace_back(FileOf(language), std::move(*page));
    }
    if (exit_code_ != kFine) return exit_code_;
    std::error_code error;
    std::filesystem::create_directories(arguments_.all_folder, error);
    if (error) return Report({ErrorCode::kUnavailable, "`" + arguments_.all_folder + "` cannot be made: " + error.message()}, arguments_);
    for (const auto& [file, page] : pages)
      if (!Write(std::filesystem::path(arguments_.all_folder) / file, page)) return exit_code_;
    return kFine;
  }

 private:
  std::string FileOf(const std::string& language) const { return language + "." + EndingOf(arguments_.format); }

  bool Write(const std::filesystem::path& file, const std::string& page) {
    const Status written = WriteFileAtomically(file, page);
    if (!written) exit_code_ = Report(written.error(), arguments_);
    return written.has_value();
  }

  std::optional<notice::Words> WordsIn(const std::string& language) {
    const std::string path = "words/" + language + kEnding;
    const Result<std::string> text = source_.read(path);
    if (!text) {
      const std::string known = source_.languages.empty() ? "" : ", or choose one of " + Listed(source_.languages);
      exit_code_ = Report({text.error().code == ErrorCode::kNotFound ? ErrorCode::kInvalid : text.error().code,
                           "there are no words in `" + language + "`: write " + path + known},
                          arguments_);
      return std::nullopt;
    }
    Issues issues;
    std::optional<notice::Words> words = notice::ReadWords(path, *text, language, source_.policy, issues);
    if (words && !HasErrors(issues)) notice::CheckWords(notice_, *words, issues);
    if (words && !HasErrors(issues)) return words;
    exit_code_ = Refuse(issues, {{path, *text}});
    return std::nullopt;
  }

  std::optional<std::string> Render(const std::string& language, const std::vector<std::string>& languages) {
    const notice::Phrases* phrases = notice::Phrases::Find(language);
    if (phrases == nullptr) {
      exit_code_ = Report(
          {ErrorCode::kInvalid, "no notice can be made in `" + language + "`: choose one of " + Listed(notice::Languages())}, arguments_);
      return std::nullopt;
    }
    const std::optional<notice::Words> words = WordsIn(language);
    if (!words) return std::nullopt;
    if (IsMachineFormat(arguments_.format)) return Machine(language, *words);
    const notice::Voice voice(*phrases, *words);
    if (arguments_.format == "markdown") return notice::RenderMarkdown(notice_, voice);
    if (arguments_.format == "text") return notice::RenderText(notice_, voice);
    notice::HtmlOptions options;
    for (const std::string& other : languages)
      if (other != language) options.others.push_back({other, FileOf(other)});
    return notice::RenderHtml(notice_, voice, options);
  }

  std::optional<std::string> Machine(const std::string& language, const notice::Words& words) {
    const Result<std::string> document = MachineNotice(arguments_.format, source_.policy, language, LabelsOf(words), {});
    if (document) return *document;
    exit_code_ = Report(document.error(), arguments_);
    return std::nullopt;
  }

  const Arguments& arguments_;
  Source source_;
  notice::Notice notice_;
  int exit_code_ = kFine;
};

}  // namespace

int RunNotice(const Arguments& arguments) {
  int exit_code = kFine;
  std::optional<Source> source = SourceOf(arguments, exit_code);
  if (!source) return exit_code;
  // What is still open is no promise to anybody.
  if (source->policy.draft)
    return Refuse({{Severity::kError, "draft", "the policy is a draft", source->policy.draft->span,
                    "settle what stands under `open:` and take `draft:` out; then a notice can be made of it"}},
                  {});
  Publisher publisher(arguments, std::move(*source));
  return arguments.all_folder.empty() ? publisher.ToOne() : publisher.ToFolder();
}

}  // namespace lofte::cli
