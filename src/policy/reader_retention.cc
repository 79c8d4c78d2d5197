// `retention:` of an activity: entries of needs, caps and floors. One entry may hold one of each; each becomes a Rule with the entry's
// categories, conditions and promises. `within:` belongs to needs and caps, `mode:` to needs, `law:` to floors; an entry without the one
// that a key belongs to has written the key in vain, which is an error.
#include <utility>

#include "policy/laws.h"
#include "policy/reader.h"
#include "policy/reader_parts.h"

namespace lofte::policy {
namespace {

// What the rules of one entry share, and what some of them take.
struct Entry {
  Rule shared;
  Mode mode = Mode::kUse;
  Outcome outcome;
  time::Period within;
  std::string law;
  const text::Node* keep = nullptr;
  const text::Node* cap = nullptr;
  const text::Node* floor = nullptr;
};

void ReadWhenOf(const text::Node& map, Rule& rule, Issues& issues) {
  const text::Node* when = map.Find("when");
  const std::string text = ReadText(when, issues);
  if (text.empty()) return;
  std::optional<std::vector<ConditionRef>> conditions = ParseWhen(text, when->TextSpan(), issues);
  if (conditions) rule.when = std::move(*conditions);
}

void ReadWithin(const text::Node& map, Entry& entry, Issues& issues) {
  const text::Node* within = map.Find("within");
  const std::string text = ReadText(within, issues);
  if (text.empty()) return;
  const Result<time::Period> period = time::ParsePeriod(text);
  if (!period) {
    Report(issues, "bad-period", period.error().message, within->span, "periods are written `P30D`");
  } else if (period->is_clock()) {
    Report(issues, "clock-within", "`within:` counts whole days", within->span, "write it in days, weeks, months or years: `P1D`");
  } else {
    entry.within = period.value();
  }
}

void ReadLaw(const text::Node& map, Entry& entry, Issues& issues) {
  const text::Node* law = map.Find("law");
  entry.law = ReadText(law, issues);
  if (entry.law.empty() || FindLaw(entry.law) != nullptr) return;
  Report(issues, "unknown-law", "no law `" + entry.law + "` in the table of statutes", law->span, Suggestion(entry.law, LawIds(), issues));
}

void RefuseVain(const text::Node& map, std::string_view key, const char* belongs_to, bool has_one, Issues& issues) {
  const text::Node* node = map.Find(key);
  if (node == nullptr || has_one) return;
  Report(issues, "unused-key", "`" + std::string(key) + ":` belongs to " + belongs_to + ", and this entry has none", node->span,
         "remove it");
}

void ReadThen(const text::Node& map, Entry& entry, Issues& issues) {
  const text::Node* then = map.Find("then");
  const std::string text = ReadText(then, issues);
  if (!text.empty()) entry.outcome = ParseThen(text, then->TextSpan(), issues).value_or(Outcome{});
  const text::Node* ending = entry.keep != nullptr ? entry.keep : entry.cap;
  if (then != nullptr || ending == nullptr) return;
  Report(issues, "missing-then", "what happens at the end of this rule?", ending->span,
         "add `then: erase`, `then: anonymise`, or another action");
}

void ReadShared(const text::Node& map, const Activity& activity, Entry& entry, Draft& draft) {
  entry.shared.activity = activity.id;
  const text::Node* of = Required(map, "of", map.span, draft.issues);
  entry.shared.of = ReadCategories(of, draft);
  entry.shared.promises = ReadKnown(map.Find("promise"), draft.promises, "unknown-promise", "promise", draft.issues);
  draft.promises_of_rules.insert(entry.shared.promises.begin(), entry.shared.promises.end());
  entry.shared.yields_to = ReadKnown(map.Find("yields-to"), draft.promises, "unknown-promise", "promise", draft.issues);
  ReadWhenOf(map, entry.shared, draft.issues);
  entry.shared.from = ReadDay(map.Find("from"), draft.issues);
  entry.shared.origin = ReadOrigin(map, draft);
  entry.shared.told = ReadLocalText(map.Find("told"), draft.policy.languages, draft.issues);
}

// A need makes a ground of its own activity, so its categories are among those that the activity processes.
void RefuseForeignNeed(const text::Node& map, const Entry& entry, const Activity& activity, Issues& issues) {
  if (entry.keep == nullptr) return;
  for (const std::string& category : entry.shared.of) {
    if (Contains(activity.data, category)) continue;
    return Report(issues, "not-processed", "`" + activity.id + "` keeps `" + category + "`, which its `data:` does not name",
                  map.Find("of")->span, "add it to `data:` of the activity");
  }
}

std::optional<Rule> MakeRule(RuleKind kind, const text::Node* node, const Entry& entry, Issues& issues) {
  if (node == nullptr) return std::nullopt;
  const std::string source = ReadText(node, issues);
  if (source.empty()) return std::nullopt;
  std::optional<End> end = ParseEnd(source, node->TextSpan(), issues);
  if (!end) return std::nullopt;
  Rule rule = entry.shared;
  rule.kind = kind;
  rule.span = end->span;
  rule.end = std::move(*end);
  rule.source = source;
  return rule;
}

void SetOutcome(const Entry& entry, Rule& rule) {
  rule.outcome = entry.outcome;
  rule.then = entry.outcome.then;
}

void AddNeed(const Entry& entry, const Activity& activity, Draft& draft) {
  std::optional<Rule> need = MakeRule(RuleKind::kNeed, entry.keep, entry, draft.issues);
  if (!need) return;
  need->mode = entry.mode;
  SetOutcome(entry, *need);
  need->within = entry.within;
  if (activity.basis_given && activity.basis == Basis::kConsent && !activity.consent.empty()) need->consent = activity.consent;
  draft.policy.rules.push_back(std::move(*need));
}

void AddCap(const Entry& entry, Draft& draft) {
  std::optional<Rule> cap = MakeRule(RuleKind::kCap, entry.cap, entry, draft.issues);
  if (!cap) return;
  SetOutcome(entry, *cap);
  cap->within = entry.within;
  draft.policy.rules.push_back(std::move(*cap));
}

// `then:` and `within:` of an entry are those of its need and its cap, if it has one; a floor alone takes them, so that `within` is found
// by Check.
void AddFloor(const Entry& entry, Draft& draft) {
  std::optional<Rule> floor = MakeRule(RuleKind::kFloor, entry.floor, entry, draft.issues);
  if (!floor) return;
  floor->law = entry.law;
  const bool alone = entry.keep == nullptr && entry.cap == nullptr;
  if (alone) SetOutcome(entry, *floor);
  if (alone) floor->within = entry.within;
  draft.policy.rules.push_back(std::move(*floor));
}

void ReadEntry(const text::Node& map, const Activity& activity, Draft& draft) {
  if (!IsMap(map, "retention", draft.issues)) return;
  Entry entry;
  entry.keep = map.Find("keep");
  entry.cap = map.Find("cap");
  entry.floor = map.Find("floor");
  ReadShared(map, activity, entry, draft);
  if (entry.keep == nullptr && entry.cap == nullptr && entry.floor == nullptr) {
    return Report(draft.issues, "missing-key", "an entry without `keep:`, `cap:` or `floor:`", map.span, "say when it ends");
  }
  entry.mode = ReadWord(map.Find("mode"), ModeWords(), "unknown-mode", "mode", draft.issues).value_or(Mode::kUse);
  ReadThen(map, entry, draft.issues);
  ReadWithin(map, entry, draft.issues);
  ReadLaw(map, entry, draft.issues);
  RefuseVain(map, "mode", "`keep:`", entry.keep != nullptr, draft.issues);
  RefuseVain(map, "law", "`floor:`", entry.floor != nullptr, draft.issues);
  RefuseVain(map, "told", "`from:`", map.Find("from") != nullptr, draft.issues);
  RefuseForeignNeed(map, entry, activity, draft.issues);
  AddNeed(entry, activity, draft);
  AddCap(entry, draft);
  AddFloor(entry, draft);
}

}  // namespace

void ReadRetention(const text::Node& entries, const Activity& activity, Draft& draft) {
  if (!entries.is_sequence()) {
    return Report(draft.issues, "wrong-type", "`retention:` is a list of entries, each with `of:` and an end", entries.span);
  }
  for (const text::Node& entry : entries.items) {
    if (IsFull(draft.policy.rules.size(), kMostEntries, "retention rules", entry.span, draft.issues)) return;
    ReadEntry(entry, activity, draft);
  }
}

}  // namespace lofte::policy
