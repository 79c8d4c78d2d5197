// What is promised beyond stored data: cookies, messages, age, security, breaches; and from when the notice is in force.
#include <algorithm>

#include "notice/parts.h"

namespace lofte::notice {

using policy::Policy;

namespace {

Say WaysWords(const std::vector<std::string>& by) {
  std::vector<Say> ways;
  for (const std::string& way : by) ways.push_back(WayWords(way));
  return Or(std::move(ways));
}

Say SetBy(const Policy& policy, const policy::Cookie& cookie) {
  const policy::Recipient* recipient = policy.FindRecipient(cookie.set_by);
  return recipient == nullptr ? Text(policy.controller.name) : NameOf(*recipient);
}

// Art. 5(3) of the ePrivacy directive, where the policy keeps it.
bool IsAsked(const policy::Cookie& cookie) { return cookie.kind == "essential" || !cookie.consent.empty(); }

Block CookiesSection(const Policy& policy) {
  std::vector<std::vector<Say>> rows;
  for (const policy::Cookie& cookie : policy.cookies) {
    Say lasts = cookie.lifetime.word.empty() ? Period(cookie.lifetime.period) : Phrase("cookie." + cookie.lifetime.word);
    rows.push_back({Text(cookie.name.empty() ? cookie.id : cookie.name), Word("cookies", cookie.id), Phrase("cookie.kind." + cookie.kind),
                    std::move(lasts), SetBy(policy, cookie),
                    Phrase(cookie.consent.empty() ? "cookie.without-consent" : "cookie.on-consent")});
  }
  std::vector<Say> head;
  for (const char* column : {"name", "purpose", "kind", "lifetime", "set-by", "consent"})
    head.push_back(Phrase("cookies.column." + std::string(column)));
  Blocks blocks;
  if (std::all_of(policy.cookies.begin(), policy.cookies.end(), IsAsked)) blocks.push_back(Paragraph(Phrase("cookies.intro")));
  blocks.push_back(Table(Phrase("cookies.caption"), std::move(head), std::move(rows)));
  return Section("cookies", Phrase("cookies.title"), std::move(blocks));
}

Say MessageSentences(const Policy& policy, const policy::Message& message) {
  Say named = Word("messages", message.id);
  std::vector<Say> sentences = {message.by.empty()
                                    ? Phrase("message.sent", {{"message", std::move(named)}})
                                    : Phrase("message.sent-by", {{"message", std::move(named)}, {"ways", WaysWords(message.by)}})};
  sentences.push_back(Phrase("message.kind." + message.kind));
  if (const policy::Activity* activity = policy.FindActivity(message.activity); activity != nullptr)
    sentences.push_back(Phrase("message.for", {{"activity", Anchor(AnchorOf(*activity), TitleOf(*activity))}}));
  std::vector<Say> conditions;
  for (const policy::ConditionRef& condition : message.only)
    conditions.push_back(Word(condition.negated ? "states.not" : "states.is", condition.name));
  if (!conditions.empty()) sentences.push_back(Phrase("message.only", {{"conditions", And(std::move(conditions))}}));
  for (const std::string& carried : message.carries) sentences.push_back(Phrase("message.carries-" + carried));
  if (message.stops) sentences.push_back(Phrase("message.stops", {{"within", WithinWords(*message.stops)}}));
  return Sentences(std::move(sentences));
}

Block MessagesSection(const Policy& policy) {
  Blocks blocks;
  for (const policy::Message& message : policy.messages) blocks.push_back(Paragraph(MessageSentences(policy, message), message.promises));
  return Section("messages", Phrase("messages.title"), std::move(blocks));
}

Block ChildrenSection(const Policy& policy) {
  Blocks blocks = {Paragraph(Phrase("children.minimum", {{"number", Number(*policy.minimum_age)}}), policy.minimum_age_promises)};
  blocks.push_back(Paragraph(Phrase(policy.parents_may_agree ? "children.parents" : "children.refused")));
  return Section("children", Phrase("children.title"), std::move(blocks));
}

Say MeasureWords(const policy::Measure& measure) {
  std::vector<Say> parts = {Phrase("measure.what", {{"measure", Word("measures", measure.id, measure.what)}})};
  if (!measure.at_least.empty()) parts.push_back(Phrase("measure.at-least", {{"standard", Text(measure.at_least)}}));
  if (!measure.every.is_zero()) parts.push_back(Phrase("measure.every", {{"period", Period(measure.every)}}));
  if (measure.share) parts.push_back(Phrase("measure.share", {{"share", Percent(*measure.share)}}));
  return Sentences(std::move(parts));
}

Block SecuritySection(const Policy& policy) {
  std::vector<Say> measures;
  for (const policy::Measure& measure : policy.measures) measures.push_back(MeasureWords(measure));
  return Section("security", Phrase("security.title"), {Paragraph(Phrase("security.intro")), Bullets(std::move(measures))});
}

Say DutySentences(const policy::BreachDuty& duty) {
  Say within = duty.within.word.empty() ? Phrase("breach.within", {{"period", Period(duty.within.period)}}) : WithinWords(duty.within);
  std::vector<Say> sentences = {Phrase("breach.tell." + duty.tell, {{"within", std::move(within)}, {"risk", Phrase("risk." + duty.at)}})};
  if (!duty.by.empty()) sentences.push_back(Phrase("breach.by", {{"ways", WaysWords(duty.by)}}));
  return Sentences(std::move(sentences));
}

Block BreachSection(const Policy& policy) {
  Blocks blocks = {Paragraph(Phrase("breach.intro"))};
  for (const policy::BreachDuty& duty : policy.breach) blocks.push_back(Paragraph(DutySentences(duty), duty.promises));
  return Section("breach", Phrase("breach.title"), std::move(blocks));
}

}  // namespace

Blocks OtherSections(const Policy& policy) {
  Blocks sections;
  if (!policy.cookies.empty()) sections.push_back(CookiesSection(policy));
  if (!policy.messages.empty()) sections.push_back(MessagesSection(policy));
  sections.push_back(RightsSection(policy));
  sections.push_back(ComplaintSection(policy));
  if (policy.minimum_age) sections.push_back(ChildrenSection(policy));
  if (!policy.measures.empty()) sections.push_back(SecuritySection(policy));
  if (!policy.breach.empty()) sections.push_back(BreachSection(policy));
  sections.push_back(ChangesSection(policy));
  return sections;
}

Block ChangesSection(const Policy& policy) {
  return Section("changes", Phrase("changes.title"),
                 {Paragraph(Phrase("changes.effective", {{"day", Day(policy.effective)}})), Paragraph(Phrase("changes.new-purpose"))});
}

}  // namespace lofte::notice
