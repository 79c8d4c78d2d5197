// `promises:` and `decisions:`. A promise without `control:` is checked by the rules that name it.
#include <utility>

#include "policy/reader_parts.h"

namespace lofte::policy {
namespace {

bool IsNamedByRule(const Promise& promise, const Draft& draft) { return draft.promises_of_rules.count(promise.id) != 0; }

constexpr std::string_view kClaim = "claim";

std::string ReadKind(const text::Node& map, const Span& owner, Issues& issues) {
  const text::Node* kind = Required(map, "kind", owner, issues);
  const std::string text = ReadText(kind, issues);
  if (!text.empty() && !Contains(kPromiseKinds, text)) {
    Report(issues, "unknown-kind", "no kind of promise `" + text + "`", kind->span, Suggestion(text, kPromiseKinds, issues));
  }
  return text;
}

// Words that promise nothing that could be checked.
Control ReadClaim(const text::Node& map, const Promise& promise, Draft& draft) {
  if (const text::Node* control = map.Find("control"))
    Report(draft.issues, "claim-with-control", "promise `" + promise.id + "` is a claim, and has a control", control->span,
           "give it the kind of what is checked, or remove its `control:`");
  if (const text::Node* covers = map.Find("covers"))
    Report(draft.issues, "claim-with-control", "promise `" + promise.id + "` is a claim, and covers others", covers->span,
           "remove `covers:`: nothing breaks a claim, so nothing that it covers would ever break with it");
  if (IsNamedByRule(promise, draft))
    Report(draft.issues, "claim-with-control", "promise `" + promise.id + "` is a claim, and retention rules name it", promise.span,
           "give it the kind `retention`, or take it out of the rules");
  return Claim{};
}

Control ReadControlOf(const text::Node& map, const Promise& promise, Draft& draft) {
  if (promise.kind == kClaim) return ReadClaim(map, promise, draft);
  if (const text::Node* control = map.Find("control")) return ReadControl(*control, draft);
  const auto said = draft.promises_of_statements.find(promise.id);
  if (!IsNamedByRule(promise, draft) && said != draft.promises_of_statements.end())
    return Unproven{"`" + said->second + ":` says it, and no control checks that yet"};
  if (!IsNamedByRule(promise, draft)) {
    Report(draft.issues, "missing-control", "nothing checks promise `" + promise.id + "`", promise.span,
           "name it in a retention rule or in another entry, add `control:`, or say why not: `control: { unproven: .. }`");
  }
  return RetentionControl{};
}

void RefuseIdleRules(const text::Node& map, const Promise& promise, Draft& draft) {
  const text::Node* control = map.Find("control");
  if (control == nullptr || promise.kind == kClaim || std::holds_alternative<RetentionControl>(promise.control) ||
      !IsNamedByRule(promise, draft))
    return;
  Report(draft.issues, "control-mismatch",
         "retention rules name promise `" + promise.id + "`, but its control is `" + std::string(NameOf(promise.control)) + "`",
         control->span, "take the promise out of the rules, or remove its `control:`");
}

Promise ReadPromise(const text::Node::Entry& entry, Draft& draft) {
  Promise promise;
  promise.id = entry.key;
  promise.span = entry.key_span;
  const text::Node& map = entry.value;
  if (!IsMap(map, "promise", draft.issues)) return promise;
  promise.kind = ReadKind(map, entry.key_span, draft.issues);
  promise.text = ReadLocalText(map.Find("text"), draft.policy.languages, draft.issues);
  promise.lines = ReadLines(map.Find("lines"), draft.issues);
  promise.covers = ReadKnown(map.Find("covers"), draft.promises, "unknown-promise", "promise", draft.issues);
  promise.control = ReadControlOf(map, promise, draft);
  RefuseIdleRules(map, promise, draft);
  return promise;
}

Decision ReadDecision(const text::Node& map, Draft& draft) {
  Decision decision;
  decision.span = map.span;
  if (!IsMap(map, "decision", draft.issues)) return decision;
  const text::Node* id = Required(map, "id", map.span, draft.issues);
  decision.id = ReadText(id, draft.issues);
  if (id != nullptr) decision.span = id->span;
  decision.promises = ReadKnown(map.Find("promises"), draft.promises, "unknown-promise", "promise", draft.issues);
  decision.lines = ReadLines(map.Find("lines"), draft.issues);
  decision.choice = ReadLocalText(Required(map, "choice", decision.span, draft.issues), draft.policy.languages, draft.issues);
  decision.why = ReadLocalText(Required(map, "why", decision.span, draft.issues), draft.policy.languages, draft.issues);
  decision.settles = ReadKnown(map.Find("settles"), kSettled, "unknown-check", "check that can be settled", draft.issues);
  return decision;
}

}  // namespace

void ReadPromises(const text::Node& root, Draft& draft) {
  const text::Node* map = root.Find("promises");
  if (map == nullptr) return;
  if (!map->is_map()) return Report(draft.issues, "wrong-type", "`promises:` is a map from ids", map->span);
  for (const text::Node::Entry& entry : map->entries) {
    RefuseBadId(entry.key, entry.key_span, draft.issues);
    if (IsFull(draft.policy.promises.size(), kMostEntries, "promises", entry.key_span, draft.issues)) return;
    if (draft.policy.FindPromise(entry.key) == nullptr) draft.policy.promises.push_back(ReadPromise(entry, draft));
  }
}

void ReadDecisions(const text::Node& root, Draft& draft) {
  const text::Node* list = root.Find("decisions");
  if (list == nullptr) return;
  if (!list->is_sequence()) return Report(draft.issues, "wrong-type", "`decisions:` is a list", list->span);
  for (const text::Node& item : list->items) {
    if (IsFull(draft.policy.decisions.size(), kMostEntries, "decisions", item.span, draft.issues)) return;
    draft.policy.decisions.push_back(ReadDecision(item, draft));
  }
}

}  // namespace lofte::policy
