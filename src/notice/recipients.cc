// Who else gets data, and what protects it where the law of the EEA does not reach.
#include "base/words.h"
#include "notice/parts.h"
#include "policy/countries.h"

namespace lofte::notice {

using policy::Policy;
using policy::Recipient;

namespace {

constexpr char kAnywhere[] = "global";

Say WhereWords(const Recipient& recipient) {
  Say country = recipient.country == kAnywhere ? Phrase("country.global") : Country(recipient.country);
  return recipient.city.empty() ? country : Phrase("country.city", {{"city", Text(recipient.city)}, {"country", std::move(country)}});
}

// What is not said by category is said by what it is for.
Say GivenWords(const Policy& policy, const Recipient& recipient) {
  std::vector<Say> sentences;
  if (!recipient.data.empty()) {
    sentences.push_back(Phrase("recipient.data", {{"data", DataWords(policy, recipient.data)}}));
  } else {
    std::vector<Say> titles;
    for (const policy::Activity& activity : policy.activities)
      if (Contains(activity.recipients, recipient.id)) titles.push_back(Anchor(AnchorOf(activity), TitleOf(activity)));
    sentences.push_back(titles.empty() ? Phrase("recipient.data-not-said")
                                       : Phrase("recipient.data-for", {{"activities", And(std::move(titles))}}));
  }
  if (!recipient.consent.empty()) sentences.push_back(Phrase("recipient.on-consent"));
  return Sentences(std::move(sentences));
}

Say ProtectionWords(const Recipient& recipient) {
  std::vector<Say> sentences;
  for (const std::string& safeguard : recipient.safeguards) sentences.push_back(Phrase("safeguard." + safeguard));
  if (!recipient.keeps) {
  } else if (recipient.keeps->word.empty()) {
    sentences.push_back(Phrase("recipient.keeps", {{"period", Period(recipient.keeps->period)}}));
  } else {
    sentences.push_back(Phrase("recipient.keeps-nothing"));
  }
  return sentences.empty() ? Phrase("recipient.nothing-said") : Sentences(std::move(sentences));
}

Say Named(const Recipient& recipient) {
  return Phrase("recipient.named", {{"name", NameOf(recipient)}, {"does", Word("recipients", recipient.id)}});
}

// On what a transfer rests, by the order of chapter V: a decision of the Commission first.
std::vector<Say> GroundsOf(const Recipient& recipient) {
  std::vector<Say> grounds;
  if (policy::AdequacyOf(recipient.country) == policy::Adequacy::kAdequate || Contains(recipient.safeguards, "adequacy"))
    grounds.push_back(Phrase("transfer.adequacy"));
  for (const char* safeguard : {"dpf", "bcr", "scc"})
    if (Contains(recipient.safeguards, safeguard)) grounds.push_back(Phrase("transfer." + std::string(safeguard)));
  return grounds;
}

Say TransferSentence(const Recipient& recipient) {
  Slots slots = {{"name", NameOf(recipient)}, {"country", WhereWords(recipient)}};
  std::vector<Say> grounds = GroundsOf(recipient);
  if (grounds.empty()) return Phrase("transfer.no-ground", std::move(slots));
  slots.push_back({"grounds", And(std::move(grounds))});
  return Phrase("transfer.to", std::move(slots));
}

}  // namespace

Block RecipientsSection(const Policy& policy) {
  if (policy.recipients.empty()) return Section("recipients", Phrase("recipients.title"), {Paragraph(Phrase("recipients.none"))});
  std::vector<std::vector<Say>> rows;
  for (const Recipient& recipient : policy.recipients)
    rows.push_back({Named(recipient), Phrase(recipient.role == policy::Role::kProcessor ? "role.processor" : "role.controller"),
                    WhereWords(recipient), GivenWords(policy, recipient), ProtectionWords(recipient)});
  std::vector<Say> head;
  for (const char* column : {"name", "role", "where", "data", "protection"})
    head.push_back(Phrase("recipients.column." + std::string(column)));
  return Section("recipients", Phrase("recipients.title"),
                 {Paragraph(Phrase("recipients.intro")), Table(Phrase("recipients.caption"), std::move(head), std::move(rows))});
}

Block TransfersSection(const Policy& policy) {
  std::vector<Say> transfers;
  for (const Recipient& recipient : policy.recipients)
    if (policy::LeavesTheEea(recipient.country)) transfers.push_back(TransferSentence(recipient));
  if (transfers.empty()) return Section("transfers", Phrase("transfers.title"), {Paragraph(Phrase("transfers.none"))});
  Blocks blocks = {Paragraph(Phrase("transfers.intro")), Bullets(std::move(transfers))};
  Say where = policy.safeguards_copy.empty() ? Contacts(policy.controller) : WayWords(policy.safeguards_copy);
  blocks.push_back(Paragraph(Phrase("transfers.copy", {{"where", std::move(where)}})));
  return Section("transfers", Phrase("transfers.title"), std::move(blocks));
}

}  // namespace lofte::notice
