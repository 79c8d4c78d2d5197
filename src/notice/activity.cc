// What one activity is for, on what ground, with whose data, from where, to whom and for how long.
#include <algorithm>

#include "base/words.h"
#include "notice/parts.h"
#include "policy/countries.h"
#include "policy/rights.h"

namespace lofte::notice {

using policy::Activity;
using policy::Basis;
using policy::Policy;

namespace {

Block Said(const char* key, Say says) { return Fact(Phrase(key), {Paragraph(std::move(says))}); }

std::vector<Say> WordsOf(const std::string& section, const std::vector<std::string>& ids) {
  std::vector<Say> words;
  for (const std::string& id : ids) words.push_back(Word(section, id));
  return words;
}

// `Our interest: ..`, `The law: ..`, where the basis asks for it.
Blocks BasisBlocks(const Activity& activity) {
  if (!policy::IsOurs(activity)) return {Paragraph(Phrase("basis.for-another", {{"who", Word("activities.for", activity.id)}}))};
  Blocks blocks = {Paragraph(Phrase("basis.sentence", {{"basis", BasisWords(activity)}}))};
  const bool has_law = !activity.law.empty() || activity.basis == Basis::kLegalObligation || activity.basis == Basis::kPublicTask;
  if (has_law) blocks.push_back(Paragraph(Phrase("basis.law", {{"law", Word("activities.law", activity.id, activity.law)}})));
  if (activity.basis == Basis::kLegitimateInterests || !activity.interest.empty())
    blocks.push_back(Paragraph(Phrase("basis.interest", {{"interest", Word("activities.interest", activity.id, activity.interest)}})));
  if (!activity.art9.empty()) blocks.push_back(Paragraph(Phrase("basis.art9." + activity.art9)));
  return blocks;
}

Blocks DataBlocks(const Policy& policy, const Activity& activity) {
  Blocks blocks;
  if (activity.data_of.empty()) {
    if (!activity.data.empty()) blocks.push_back(Bullets(DataList(policy, activity.data, activity.optional)));
  } else {
    for (const auto& [subject, data] : activity.data_of) {
      blocks.push_back(Paragraph(Phrase("activity.data-of", {{"subjects", Word("subjects", subject)}})));
      blocks.push_back(Bullets(DataList(policy, data, activity.optional)));
    }
  }
  if (!activity.uses.empty()) blocks.push_back(Paragraph(Phrase("activity.uses", {{"data", DataWords(policy, activity.uses)}})));
  if (ContainsAny(policy.special, activity.data) || ContainsAny(policy.special, activity.uses))
    blocks.push_back(Paragraph(Phrase("activity.special")));
  return blocks;
}

Say RecipientWords(const Policy& policy, const Activity& activity) {
  const std::vector<const policy::Recipient*> recipients = RecipientsOf(policy, activity);
  if (recipients.empty()) return Phrase(activity.no_recipients ? "activity.no-recipients" : "activity.recipients-none-named");
  std::vector<Say> names;
  for (const policy::Recipient* recipient : recipients)
    names.push_back(
        Phrase("activity.recipient", {{"name", Anchor("recipients", NameOf(*recipient))}, {"does", Word("recipients", recipient->id)}}));
  return Phrase("activity.recipients", {{"recipients", And(std::move(names))}});
}

Blocks RecipientBlocks(const Policy& policy, const Activity& activity) {
  const std::vector<const policy::Recipient*> recipients = RecipientsOf(policy, activity);
  Blocks blocks = {Paragraph(RecipientWords(policy, activity))};
  const bool leaves =
      std::any_of(recipients.begin(), recipients.end(), [](const policy::Recipient* to) { return policy::LeavesTheEea(to->country); });
  // Where the policy says both, the recipients are what is true of the day.
  if (activity.no_transfers && !leaves) blocks.push_back(Paragraph(Phrase("activity.no-transfers")));
  return blocks;
}

Blocks RetentionBlocks(const Policy& policy, const Activity& activity) {
  Blocks blocks;
  for (const policy::Rule& rule : policy.rules)
    if (rule.activity == activity.id) blocks.push_back(Paragraph(RuleSentences(policy, rule), rule.promises));
  if (!activity.never.empty()) blocks.push_back(Paragraph(Phrase("retention.never", {{"data", DataWords(policy, activity.never)}})));
  if (blocks.empty()) blocks.push_back(Paragraph(Phrase("retention.nothing-more")));
  return blocks;
}

Blocks ProvisionBlocks(const Activity& activity) {
  Blocks blocks;
  if (activity.provision) blocks.push_back(Paragraph(Phrase("provision." + activity.provision->by)));
  const policy::LocalText otherwise = activity.provision ? activity.provision->otherwise : policy::LocalText();
  blocks.push_back(Paragraph(Word("activities.otherwise", activity.id, otherwise)));
  return blocks;
}

Blocks DecisionBlocks(const Activity& activity) {
  Blocks blocks = {Paragraph(Phrase("automated." + activity.automated))};
  if (activity.automated == "decides" || !activity.logic.empty())
    blocks.push_back(Paragraph(Phrase("automated.logic", {{"logic", Word("activities.logic", activity.id, activity.logic)}})));
  return blocks;
}

}  // namespace

Say TitleOf(const Activity& activity) { return Word("activities.title", activity.id, activity.title); }

std::string AnchorOf(const Activity& activity) { return "activity-" + activity.id; }

Say BasisWords(const Activity& activity) { return Phrase("basis." + std::string(NameOf(activity.basis))); }

Say NameOf(const policy::Recipient& recipient) {
  Say name = Word("recipients.name", recipient.id);
  name.text = recipient.name;
  return name;
}

std::vector<const policy::Recipient*> RecipientsOf(const Policy& policy, const Activity& activity) {
  std::vector<const policy::Recipient*> recipients;
  for (const std::string& id : activity.recipients)
    if (const policy::Recipient* recipient = policy.FindRecipient(id)) recipients.push_back(recipient);
  return recipients;
}

Block ActivitySection(const Policy& policy, const Activity& activity) {
  Blocks facts = {Said("activity.purpose",
                       Phrase("activity.purpose-sentence", {{"purpose", Word("activities.purpose", activity.id, activity.purpose)}}))};
  facts.push_back(Fact(Phrase("activity.basis"), BasisBlocks(activity)));
  if (!activity.subjects.empty()) facts.push_back(Said("activity.subjects", And(WordsOf("subjects", activity.subjects))));
  if (Blocks data = DataBlocks(policy, activity); !data.empty()) facts.push_back(Fact(Phrase("activity.data"), std::move(data)));
  if (!activity.sources.empty())
    facts.push_back(
        Said("activity.sources", Phrase("activity.sources-sentence", {{"sources", And(WordsOf("sources", activity.sources))}})));
  if (!activity.access.empty()) facts.push_back(Said("activity.access", And(WordsOf("access", activity.access))));
  facts.push_back(Fact(Phrase("activity.others"), RecipientBlocks(policy, activity)));
  facts.push_back(Fact(Phrase("activity.retention"), RetentionBlocks(policy, activity)));
  facts.push_back(Fact(Phrase("activity.provision"), ProvisionBlocks(activity)));
  if (!activity.automated.empty()) facts.push_back(Fact(Phrase("activity.automated"), DecisionBlocks(activity)));
  Block section = Section(AnchorOf(activity), TitleOf(activity), {Facts(std::move(facts))});
  section.promises = activity.promises;
  return section;
}

}  // namespace lofte::notice
