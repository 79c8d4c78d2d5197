// `lofte notice`: the public privacy notice, from policy.yaml and words/LANG.yaml. Reads no store.
#include <cstdio>
#include <filesystem>

#include "base/file.h"
#include "base/words.h"
#include "cli/commands.h"
#include "cli/notice_machine.h"
#include "cli/output.h"
#include "cli/policy_source.h"
#include "cli/session.h"
#include "notice/render.h"

namespace lofte::cli {

namespace {

// To stderr: the notice has stdout.
int Refuse(const Issues& issues, const std::string& file, const std::string& text) {
  std::fputs(RenderIssues(issues, {{file, text}}, ColourOnStdout()).c_str(), stderr);
  return kFindings;
}

std::string EndingOf(const std::string& format) {
  if (format == "markdown") return "md";
  if (format == "text") return "txt";
  return format == "jsonld" ? "jsonld" : format == "tilt" ? "tilt.json" : "html";
}

class Publisher {
 public:
  Publisher(const Arguments& arguments, PolicySource source)
      : arguments_(arguments), source_(std::move(source)), notice_(notice::BuildNotice(source_.policy)) {}

  int ToOne() {
    const std::string language = arguments_.language.empty() ? source_.policy.languages.front() : arguments_.language;
    const std::optional<std::string> page = Render(language, {});
    if (!page) return exit_code_;
    if (!arguments_.output_file.empty()) return Write(arguments_.output_file, *page) ? kFine : exit_code_;
    Print(*page);
    return kFine;
  }

  // Nothing is written while one of the files cannot be made.
  int ToFolder() {
    const std::vector<std::string> languages = LanguagesOfAll();
    std::vector<std::pair<std::string, std::string>> pages;
    for (const std::string& language : languages) {
      std::optional<std::string> page = Render(language, languages);
      if (page) pages.emplace_back(FileOf(language), std::move(*page));
      if (arguments_.format == "jsonld") break;  // it has all of them in it
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
  // Those that the policy names, and those that there are words of.
  std::vector<std::string> LanguagesOfAll() const {
    std::vector<std::string> languages = source_.policy.languages;
    AddEachOnce(languages, source_.languages);
    return languages;
  }

  std::string FileOf(const std::string& language) const {
    return (arguments_.format == "jsonld" ? "notice" : language) + "." + EndingOf(arguments_.format);
  }

  bool Write(const std::filesystem::path& file, const std::string& page) {
    Status written = CheckProduct(file);
    if (written) written = WriteFileAtomically(file, page);
    if (!written) exit_code_ = Report(written.error(), arguments_);
    return written.has_value();
  }

  std::nullopt_t Fails(const Error& error) {
    exit_code_ = Report(error, arguments_);
    return std::nullopt;
  }

  std::optional<std::string> Render(const std::string& language, const std::vector<std::string>& languages) {
    if (arguments_.format == "jsonld") return JsonLd();
    if (arguments_.format == "tilt") return Tilt(language);
    return Page(language, languages);
  }

  // With all that a page needs.
  std::optional<notice::Words> WordsOfPage(const std::string& language) {
    FoundWords found = FindWords(source_, language, arguments_);
    if (!found.is_there) {
      const std::string known = source_.languages.empty() ? "" : ", or choose one of " + Quoted(source_.languages);
      return Fails({ErrorCode::kInvalid, "there are no words in `" + language + "`: write " + WordsFile(language) + known});
    }
    if (!found.words) return exit_code_ = found.exit_code, std::nullopt;
    Issues issues;
    notice::CheckWords(notice_, *found.words, issues);
    if (!HasErrors(issues)) return std::move(found.words);
    exit_code_ = Refuse(issues, WordsFile(language), found.text);
    return std::nullopt;
  }

  std::optional<std::string> Page(const std::string& language, const std::vector<std::string>& languages) {
    const notice::Phrases* phrases = notice::Phrases::Find(language);
    if (phrases == nullptr)
      return Fails({ErrorCode::kInvalid, "no notice can be made in `" + language + "`: choose one of " + Quoted(notice::Languages())});
    const std::optional<notice::Words> words = WordsOfPage(language);
    if (!words) return std::nullopt;
    const notice::Voice voice(*phrases, *words);
    if (arguments_.format == "markdown") return notice::RenderMarkdown(notice_, voice);
    if (arguments_.format == "text") return notice::RenderText(notice_, voice);
    notice::HtmlOptions options;
    for (const std::string& other : languages)
      if (other != language) options.others.push_back({other, FileOf(other)});
    // In the page's language alone: a page says what it says, and needs no other file than its own words.
    options.json_ld = JsonLdNotice(source_.policy, {*words}, arguments_.url);
    return notice::RenderHtml(notice_, voice, options);
  }

  // For what programs read a missing file is no mistake: there are the policy's own texts, and ids.
  bool AddWords(const std::string& language, std::vector<notice::Words>& words) {
    FoundWords found = FindWords(source_, language, arguments_);
    if (found.words) words.push_back(std::move(*found.words));
    if (found.exit_code != kFine) exit_code_ = found.exit_code;
    return found.exit_code == kFine;
  }

  std::optional<std::string> JsonLd() {
    std::vector<notice::Words> words;
    for (const std::string& language : source_.languages)
      if (!AddWords(language, words)) return std::nullopt;
    return JsonLdNotice(source_.policy, words, arguments_.url);
  }

  std::optional<std::string> Tilt(const std::string& language) {
    std::vector<notice::Words> words;
    if (!AddWords(language, words)) return std::nullopt;
    const Result<std::string> document = TiltNotice(source_.policy, language, words, arguments_.url);
    if (!document) return Fails(document.error());
    return *document;
  }

  const Arguments& arguments_;
  PolicySource source_;
  notice::Notice notice_;
  int exit_code_ = kFine;
};

// What an option says and the format has no place for.
std::optional<Error> WithoutEffect(const Arguments& arguments) {
  if (arguments.format == "jsonld" && !arguments.language.empty())
    return Error{ErrorCode::kInvalid, "a JSON-LD document has all languages in it: leave --language out"};
  const bool has_address = arguments.format.empty() || arguments.format == "html" || IsMachineFormat(arguments.format);
  if (!has_address && !arguments.url.empty())
    return Error{ErrorCode::kInvalid, "--url is written into html, jsonld and tilt, and not into " + arguments.format + ": leave it out"};
  return std::nullopt;
}

}  // namespace

int RunNotice(const Arguments& arguments) {
  if (const std::optional<Error> error = WithoutEffect(arguments)) return Report(*error, arguments);
  PolicyNeeds needs;
  needs.settled = true;  // what is still open is no promise to anybody
  FoundPolicy found = FindPolicy(arguments.folder, needs, arguments);
  if (!found.source) return found.exit_code;
  Publisher publisher(arguments, std::move(*found.source));
  return arguments.all_folder.empty() ? publisher.ToOne() : publisher.ToFolder();
}

}  // namespace lofte::cli
