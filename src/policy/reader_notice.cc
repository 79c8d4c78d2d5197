// What a notice tells and nothing carries out: names and reasons of activities (Art. 13), and which categories are special (Art. 9, 10).
#include "policy/reader_parts.h"

namespace lofte::policy {
namespace {

std::optional<Provision> ReadProvision(const text::Node& map, const Activity& activity, Draft& draft) {
  if (!IsMap(map, "provision", draft.issues)) return std::nullopt;
  Provision provision;
  const text::Node* by = Required(map, "by", activity.span, draft.issues);
  provision.by = ReadText(by, draft.issues);
  if (!provision.by.empty() && !Contains(kProvisions, provision.by))
    Report(draft.issues, "unknown-provision", "nothing asks for data by `" + provision.by + "`", by->span,
           Suggestion(provision.by, kProvisions, draft.issues));
  provision.otherwise = ReadLocalText(map.Find("otherwise"), draft.policy.languages, draft.issues);
  return provision;
}

// A text that belongs to some bases only. A draft may hold it before anybody has settled the basis.
LocalText ReadOfBasis(const text::Node& map, const char* key, bool belongs, const char* bases, const Activity& activity, Draft& draft) {
  const text::Node* node = map.Find(key);
  if (node != nullptr && !belongs && activity.basis_given && !draft.policy.draft)
    Report(draft.issues, "unused-key", "`" + std::string(key) + ":` without " + bases, node->span, "remove it, or mend the basis");
  return ReadLocalText(node, draft.policy.languages, draft.issues);
}

}  // namespace

void ReadNotice(const text::Node& map, Activity& activity, Draft& draft) {
  const Basis basis = activity.basis;
  activity.title = ReadLocalText(map.Find("title"), draft.policy.languages, draft.issues);
  activity.interest = ReadOfBasis(map, "interest", basis == Basis::kLegitimateInterests, "`basis: legitimate-interests`", activity, draft);
  activity.law = ReadOfBasis(map, "law", basis == Basis::kLegalObligation || basis == Basis::kPublicTask,
                             "`basis: legal-obligation` or `basis: public-task`", activity, draft);
  if (const text::Node* provision = map.Find("provision")) activity.provision = ReadProvision(*provision, activity, draft);
  activity.logic = ReadLocalText(map.Find("logic"), draft.policy.languages, draft.issues);
}

void ReadSpecial(const text::Node& root, Draft& draft) {
  draft.policy.special = ReadCategories(root.Find("special"), draft);
  draft.policy.criminal = ReadCategories(root.Find("criminal"), draft);
}

}  // namespace lofte::policy
