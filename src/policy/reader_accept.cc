// `accept:`: findings of lint that are known and stay, each with its reason.
#include "policy/reader_parts.h"

namespace lofte::policy {
namespace {

Acceptance ReadAcceptance(const text::Node& map, Draft& draft) {
  Acceptance acceptance;
  acceptance.span = map.span;
  if (!IsMap(map, "accept", draft.issues)) return acceptance;
  acceptance.rule = ReadText(map.Find("rule"), draft.issues);
  acceptance.name = ReadText(map.Find("name"), draft.issues);
  acceptance.of = ReadText(map.Find("of"), draft.issues);
  acceptance.why = ReadText(Required(map, "why", map.span, draft.issues), draft.issues);
  if (acceptance.rule.empty() && acceptance.name.empty())
    Report(draft.issues, "missing-key", "this accepts no finding: neither `rule` nor `name` says which", map.span,
           "write the rule, the name or both, as `lofte check` has them");
  return acceptance;
}

}  // namespace

void ReadAccepted(const text::Node& root, Draft& draft) {
  const text::Node* list = root.Find("accept");
  if (list == nullptr) return;
  if (!list->is_sequence()) return Report(draft.issues, "wrong-type", "`accept:` is a list of findings and reasons", list->span);
  for (const text::Node& item : list->items) {
    if (IsFull(draft.policy.accepted.size(), kMostEntries, "accepted findings", item.span, draft.issues)) return;
    draft.policy.accepted.push_back(ReadAcceptance(item, draft));
  }
}

}  // namespace lofte::policy
