#include <algorithm>
#include <iostream>
#include <iterator>

#include "base/file.h"
#include "base/sha256.h"
#include "cli/check.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "importer/draft.h"
#include "importer/importer.h"
#include "lint/finding.h"
#include "policy/reader.h"
#include "prose/document.h"

namespace lofte::cli {
namespace {

constexpr char kStdin[] = "-";

Result<std::string> TextFrom(const std::filesystem::path& path) {
  if (path != kStdin) return ReadFile(path);
  std::string text;
  char buffer[4096];
  while (std::cin.read(buffer, sizeof buffer) || std::cin.gcount() > 0) {
    text.append(buffer, static_cast<std::size_t>(std::cin.gcount()));
    if (text.size() > limits::kFileBytes)
      return Fail(ErrorCode::kLimit, "the text on stdin is longer than " + std::to_string(limits::kFileBytes) + " bytes");
  }
  return text;
}

// The draft that `import` would write, read as a policy. That it can be read is the importer's to see to.
Result<policy::Policy> DraftOf(const std::string& name, const std::string& text) {
  LOFTE_ASSIGN(const prose::Document document, prose::Read(text, name));
  const importer::Facts facts = importer::ReadFacts(document);
  Issues issues;
  std::optional<policy::Policy> draft =
      policy::ReadPolicy("policy.yaml", importer::DraftYaml(facts, name, Sha256Hex(text), lint::LintProse(facts)), issues);
  if (!draft || HasErrors(issues))
    return Fail(ErrorCode::kInternal, "the draft of `" + name + "` cannot be read: " + (issues.empty() ? "" : issues.front().message));
  return std::move(*draft);
}

}  // namespace

bool IsText(const std::filesystem::path& path) {
  static const std::vector<std::string> kEndings = {".txt", ".md", ".markdown", ".html", ".htm"};
  if (path == kStdin) return true;
  std::string ending = path.extension().string();
  for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end() && !std::filesystem::is_directory(path);
}

int RunCheckText(const Arguments& arguments, const Clock& clock) {
  const std::string name = arguments.folder == kStdin ? "stdin" : arguments.folder;
  const Result<std::string> text = TextFrom(arguments.folder);
  if (!text) return Report(text.error(), arguments);
  const Result<policy::Policy> draft = DraftOf(name, *text);
  if (!draft) return Report(draft.error(), arguments);
  return TellOfText(arguments, {name, *text}, *draft, time::Zone::Utc().DayOf(time::Instant{clock.NowUs()}));
}

}  // namespace lofte::cli
