// When what several rules say together is over, compared without a date: docs/design/0001-grounds.md, section 2.
//
// An END is a formula of `latest` and `earliest` over leaves: a state that stops, or a period after an event. Two leaves of one event are
// compared by how long they are on average over four years of days (so P12M is P1Y, and P1M is longer than P30D); leaves of different
// events, or of an event and a state, are never compared, as either may come first. Pure; one thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "policy/policy.h"

namespace lofte::diff {

// The rules that bind one category for one activity: its needs and floors, and the caps of whoever. Borrowed.
struct Binding {
  std::vector<const policy::Rule*> needs, caps, floors;
};

struct Bound {
  enum class Op { kZero, kLeaf, kLatest, kEarliest };
  Op op = Op::kZero;        // kZero: over from the start, as where no need applies
  std::string name;         // kLeaf: of the event or state
  std::int64_t length = 0;  // kLeaf: by which two of one name are compared
  std::vector<Bound> parts;
};

enum class Order { kSame, kLonger, kShorter, kOther };  // of the second beside the first; kOther: now this, now that

// Remembers the ends of a policy's rules, which it borrows.
class Ends {
 public:
  explicit Ends(const policy::Policy& policy) : year_end_(policy.controller.year_end) {}

  const Bound& Of(const policy::Rule& rule);
  // max( min( max(needs), caps ), floors ), of the rules that apply where these conditions are true and all others false.
  Bound Of(const Binding& binding, const std::vector<std::string>& conditions);

 private:
  Bound Of(const policy::End& end);
  Bound LatestOf(const std::vector<const policy::Rule*>& rules, const std::vector<std::string>& conditions);
  time::YearEnd year_end_;
  std::map<const policy::Rule*, Bound> known_;
};

// Is the first over when the second is, at the latest? Sound; where it takes more than 100000 steps to find out, false.
bool NeverLater(const Bound& first, const Bound& second);

// Over every combination of the conditions that the rules name; of more than eight of them, kOther unless nothing differs.
Order Compared(Ends& before, const Binding& old_rules, Ends& after, const Binding& new_rules);
Order Compared(const Bound& before, const Bound& after);

// Do they apply to the same rows?
bool HaveOneWhen(const policy::Rule& a, const policy::Rule& b);

}  // namespace lofte::diff
