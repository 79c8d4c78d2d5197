// The parts of a notice, each built from the policy by itself. Private to this module; build.cc puts them in order.
#pragma once

#include <string>
#include <vector>

#include "notice/notice.h"

namespace lofte::notice {

// Leaf categories in a sentence: a group by its name where all of it is there.
Say DataWords(const policy::Policy& policy, const std::vector<std::string>& categories);
// The same group by group with what is in each: special and optional ones are marked. `optional`: leaf categories.
std::vector<Say> DataList(const policy::Policy& policy, const std::vector<std::string>& categories,
                          const std::vector<std::string>& optional);

// For how long: `as long as ..`, `until 90 days after ..`; goes on after `We keep the data`.
Say UntilWords(const policy::End& end);
// One rule in whole sentences.
Say RuleSentences(const policy::Policy& policy, const policy::Rule& rule);
// The periods of an activity in a line; what they are about stands in the whole.
Say ShortRetention(const policy::Policy& policy, const policy::Activity& activity);

// An e-mail address, number or web address as a link; `e-mail` and its like by their phrase; anything else by its word.
Say WayWords(const std::string& way);
// `P1M`, or the word that stands instead: goes on after `We do it`.
Say WithinWords(const policy::Term& term);

std::vector<const policy::Recipient*> RecipientsOf(const policy::Policy& policy, const policy::Activity& activity);
Say TitleOf(const policy::Activity& activity);
// As the policy writes it, unless the words have it in their language: `ticket platforms and organisers`.
Say NameOf(const policy::Recipient& recipient);
std::string AnchorOf(const policy::Activity& activity);
// `your consent (Article 6(1)(a) GDPR)`.
Say BasisWords(const policy::Activity& activity);

Block ControllerSection(const policy::Policy& policy);
Say Contacts(const policy::Controller& controller);
Block ActivitiesSection(const policy::Policy& policy);
// One activity's facts; activity.cc.
Block ActivitySection(const policy::Policy& policy, const policy::Activity& activity);
Block RecipientsSection(const policy::Policy& policy);
Block TransfersSection(const policy::Policy& policy);
Block RightsSection(const policy::Policy& policy);
// The names of the rights that there are here, of kRights and in the order of the law.
std::vector<std::string> RightsThatApply(const policy::Policy& policy);
Block ComplaintSection(const policy::Policy& policy);
Say AuthorityWords(const policy::Policy& policy);
// Cookies, messages, children, security, breaches: those of which the policy says something.
Blocks OtherSections(const policy::Policy& policy);
Block ChangesSection(const policy::Policy& policy);

}  // namespace lofte::notice
