// The notice as a whole: what one has to see at once, then everything, in the order of the questions that people ask.
#include "notice/parts.h"
#include "policy/rights.h"

namespace lofte::notice {

using policy::Policy;

namespace {

Block Said(const char* key, Say says) { return Fact(Phrase(key), {Paragraph(std::move(says))}); }

Block PurposesTable(const Policy& policy) {
  std::vector<std::vector<Say>> rows;
  for (const policy::Activity& activity : policy.activities)
    rows.push_back({Anchor(AnchorOf(activity), TitleOf(activity)),
                    policy::IsOurs(activity) ? Phrase("short.basis." + std::string(NameOf(activity.basis)))
                                             : Phrase("short.for-another", {{"who", Word("activities.for", activity.id)}}),
                    ShortRetention(policy, activity)});
  return Table(Phrase("short.purposes"), {Phrase("short.column.purpose"), Phrase("short.column.basis"), Phrase("short.column.retention")},
               std::move(rows));
}

Say RightsInShort(const Policy& policy) {
  std::vector<Say> rights;
  for (const std::string& name : RightsThatApply(policy)) rights.push_back(Anchor("right-" + name, Phrase("right." + name + ".short")));
  return Phrase("short.rights", {{"rights", And(std::move(rights))}});
}

Block Summary(const Policy& policy) {
  const policy::Controller& controller = policy.controller;
  const bool can_be_reached = !controller.email.empty() || !controller.phone.empty() || !controller.address.empty();
  Slots who = {{"name", Text(controller.name)}};
  if (can_be_reached) who.push_back({"contact", Contacts(controller)});
  Blocks facts = {Said("short.who", Phrase(can_be_reached ? "short.controller" : "short.controller-alone", std::move(who)))};
  if (controller.officer && !controller.officer->email.empty())
    facts.push_back(Said("controller.officer", Link(controller.officer->email)));
  facts.push_back(Said("short.your-rights", RightsInShort(policy)));
  facts.push_back(Said("complaint.title", Phrase("short.complaint", {{"authority", Anchor("complaint", AuthorityWords(policy))}})));
  facts.push_back(Said("short.effective", Day(policy.effective)));
  return Section("short", Phrase("short.title"), {Facts(std::move(facts)), PurposesTable(policy)});
}

}  // namespace

Block ActivitiesSection(const Policy& policy) {
  Blocks blocks = {Paragraph(Phrase("activities.intro"))};
  for (const policy::Activity& activity : policy.activities) blocks.push_back(ActivitySection(policy, activity));
  return Section("activities", Phrase("activities.title"), std::move(blocks));
}

Notice BuildNotice(const Policy& policy) {
  Notice notice;
  notice.title = Phrase("notice.title", {{"name", Text(policy.controller.name)}});
  notice.publisher = policy.controller.name;
  notice.effective = policy.effective;
  notice.summary = Summary(policy);
  notice.sections = {ControllerSection(policy), ActivitiesSection(policy), RecipientsSection(policy), TransfersSection(policy)};
  for (Block& section : OtherSections(policy)) notice.sections.push_back(std::move(section));
  return notice;
}

}  // namespace lofte::notice
