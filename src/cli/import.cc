// `lofte import`: prose to a draft of policy.yaml, or with --json to facts.
#include "cli/import.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <iostream>
#include <iterator>

#include "base/file.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/session.h"
#include "importer/draft.h"
#include "importer/importer.h"
#include "lint/finding.h"
#include "policy/reader.h"

namespace lofte::cli {
namespace {

Result<std::string> ReadStandardInput() {
  std::string bytes;
  char buffer[1 << 16];
  while (std::cin.read(buffer, sizeof buffer) || std::cin.gcount() > 0) {
    bytes.append(buffer, static_cast<std::size_t>(std::cin.gcount()));
    if (bytes.size() > limits::kFileBytes)
      return Fail(ErrorCode::kInvalid, fmt::format("standard input is longer than {} bytes", limits::kFileBytes));
  }
  return bytes;
}

std::optional<prose::Format> FormatOf(const std::string& name) {
  if (name == "text") return prose::Format::kPlain;
  if (name == "markdown") return prose::Format::kMarkdown;
  return name == "html" ? std::optional(prose::Format::kHtml) : std::nullopt;
}

// What somebody wants to know before opening the draft. On standard error, since the draft is on standard output.
void TellOf(const ImportedText& text, std::size_t points) {
  const importer::Facts& facts = text.facts;
  const auto count = [](std::size_t n, const char* one, const char* many) { return Plural(static_cast<std::int64_t>(n), one, many); };
  std::fputs(fmt::format("{}: {}, {}, {}, {}; {} not understood; {}: `lofte check` says them again\n", Printable(text.prose.name),
                         count(facts.activities.size(), "activity", "activities"),
                         count(facts.retention.size(), "retention rule", "retention rules"),
                         count(facts.recipients.size(), "recipient", "recipients"), count(facts.rights.size(), "right", "rights"),
                         count(facts.unmapped.size(), "sentence", "sentences"), count(points, "open point", "open points"))
                 .c_str(),
             stderr);
}

}  // namespace

Result<ImportedText> ImportText(const std::string& file, std::optional<prose::Format> format) {
  ImportedText text;
  LOFTE_ASSIGN(text.prose.bytes, file == "-" ? ReadStandardInput() : ReadFile(file));
  text.prose.name = file == "-" ? "stdin" : std::filesystem::path(file).filename().string();
  const Result<prose::Document> document = prose::Read(text.prose.bytes, file, format);
  if (!document) return Fail(document.error().code, "`" + text.prose.name + "`: " + document.error().message);
  text.facts = importer::ReadFacts(*document);
  text.yaml = importer::DraftYaml(text.facts, text.prose.name, Sha256Hex(text.prose.bytes), lint::LintProse(text.facts));
  Issues issues;
  std::optional<policy::Policy> draft = policy::ReadPolicy("draft", text.yaml, issues);
  // Ours to get right, whatever the text says.
  if (!draft || HasErrors(issues))
    return Fail(ErrorCode::kInternal,
                "the draft of this text is not a policy: " + (issues.empty() ? std::string("no map") : issues[0].message));
  text.draft = std::move(*draft);
  return text;
}

int RunImport(const Arguments& arguments) {
  Result<ImportedText> text = ImportText(arguments.folder, FormatOf(arguments.text_format));
  if (!text) return Report(text.error(), arguments);
  const std::string bytes = arguments.json ? importer::FactsJson(text->facts) : text->yaml;
  if (arguments.plan_file.empty()) {
    Print(bytes);
  } else {
    std::error_code ignored;
    if (std::filesystem::exists(arguments.plan_file, ignored))
      return Report({ErrorCode::kInvalid, "`" + arguments.plan_file + "` is there already: a draft is never written over a file"},
                    arguments);
    if (const Status written = WriteFileAtomically(arguments.plan_file, bytes); !written) return Report(written.error(), arguments);
  }
  if (!arguments.json) TellOf(*text, text->draft.open.size());
  return kFine;
}

}  // namespace lofte::cli
