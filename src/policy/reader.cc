#include "policy/reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/sha256.h"
#include "policy/countries.h"
#include "policy/reader_parts.h"
#include "policy/terms.h"

namespace lofte::policy {
namespace {

constexpr char kVersion[] = "1";

const std::vector<std::string> kDefaultLanguages = {"en"};

void ReadVersion(const text::Node& root, Draft& draft) {
  const text::Node* version = Required(root, "lofte", root.span, draft.issues);
  if (version == nullptr || (version->is_scalar() && version->scalar == kVersion)) return;
  Report(draft.issues, "unknown-version", "this is not version 1 of the format", version->span, "write `lofte: 1`");
}

void ReadEffective(const text::Node& root, Draft& draft) {
  const text::Node* effective = RequiredOnceSettled(root, "effective", root.span, draft);
  draft.policy.effective = ReadDay(effective, draft.issues).value_or(time::Day{});
}

void ReadAuthority(const text::Node& root, Draft& draft) {
  const text::Node* authority = root.Find("authority");
  draft.policy.authority = authority == nullptr ? draft.policy.controller.country : ReadText(authority, draft.issues);
  if (authority == nullptr || draft.policy.authority.empty() || IsCountryCode(draft.policy.authority)) return;
  Report(draft.issues, "bad-country", "`" + draft.policy.authority + "` is no country code", authority->span,
         "name the country of the supervisory authority: `DK`");
}

bool IsLanguage(std::string_view tag) {
  const std::size_t primary = std::min(tag.find('-'), tag.size());
  if (primary < 2 || primary > 3) return false;
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto subtag = [&](char c) { return lower(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
  return std::all_of(tag.begin(), tag.begin() + primary, lower) && std::all_of(tag.begin() + primary, tag.end(), subtag) &&
         tag.back() != '-';
}

// A seasoned reader goes from line to line: sorted by place, those of one place as they were found.
void SortByPlace(Issues& issues, std::size_t first) {
  std::stable_sort(issues.begin() + static_cast<std::ptrdiff_t>(first), issues.end(), [](const Issue& a, const Issue& b) {
    // An issue without a place (there are more than are shown) comes last.
    if ((a.span.line == 0) != (b.span.line == 0)) return b.span.line == 0;
    return std::pair(a.span.line, a.span.column) < std::pair(b.span.line, b.span.column);
  });
}

void ReadParts(const text::Node& root, Draft& draft) {
  text::RefuseUnknownKeys(root, KeysOf("policy"), draft.issues);
  ReadVersion(root, draft);
  ReadDraftSource(root, draft);
  ReadNames(root, draft);
  ReadController(root, draft);
  ReadEffective(root, draft);
  ReadAuthority(root, draft);
  ReadLanguages(root, draft);
  ReadMinimumAge(root, draft);
  ReadData(root, draft);
  ReadSpecial(root, draft);
  ReadRecipients(root, draft);
  ReadActivities(root, draft);
  ReadStatements(root, draft);
  ReadPromises(root, draft);
  ReadDecisions(root, draft);
  ReadOpenPoints(root, draft);
  draft.policy.safeguards_copy = ReadText(root.Find("safeguards-copy"), draft.issues);
  OrderTerms(draft.policy);
}

}  // namespace

void ReadLanguages(const text::Node& root, Draft& draft) {
  std::vector<std::string>& languages = draft.policy.languages;
  for (const Item& item : ReadItems(root.Find("languages"), draft.issues)) {
    if (IsLanguage(item.text)) {
      languages.push_back(item.text);
    } else {
      Report(draft.issues, "bad-language", "`" + item.text + "` is no language tag", item.span, "languages are written `nb`, `en`, `da`");
    }
  }
  if (languages.empty()) languages = kDefaultLanguages;
}

std::optional<Policy> ReadPolicy(std::string_view file, std::string_view source, Issues& issues) {
  const std::size_t first = issues.size();
  const std::optional<text::Node> root = text::ReadYaml(file, source, issues);
  if (!root) return std::nullopt;
  if (!root->is_map()) {
    Report(issues, "wrong-type", "a policy is a map, from `lofte: 1` on", root->span);
    return std::nullopt;
  }
  Draft draft{{}, issues, {}, {}, {}, {}, {}, {}, {}};
  draft.policy.file = std::string(file);
  draft.policy.sha256 = Sha256Hex(source);
  ReadParts(*root, draft);
  SortByPlace(issues, first);
  return std::move(draft.policy);
}

}  // namespace lofte::policy
