// What a policy tells people, in the terms in which it is compared with what the importer reads back from its notice.
//
// Lengths of time are compared as lengths: 12 months are a year, two weeks are 14 days. Plain values; any thread.
#pragma once

#include <set>
#include <string>

#include "importer/facts.h"
#include "notice/voice.h"
#include "policy/policy.h"

namespace lofte::tests::round_trip {

struct Told {
  std::string language, controller;
  std::set<std::string> periods;     // ISO 8601, each in one spelling
  std::set<std::string> bases;       // `6(1)(b)`
  std::set<std::string> recipients;  // names
  std::set<std::string> rights;      // as policies name them
};

// What the notice of the policy has to say in the language of the words; recipients are called what these call them. Not in it, because no
// notice says it:
//   - the basis of what is done for another controller: theirs to say;
//   - periods of no length (`P0D after ..`): said as the day itself;
//   - the right to information (Art. 13 and 14): the notice itself is the answer to it.
Told ToldBy(const policy::Policy& policy, const notice::Notice& notice, const notice::Words& words);

// What was read from a text. Kinds of recipients (`payment providers`) are left out: they are no names.
Told ToldBy(const importer::Facts& facts);

// What the second has not or has beyond the first, a line each; empty: they are the same.
std::string Difference(const Told& said, const Told& read);

}  // namespace lofte::tests::round_trip
