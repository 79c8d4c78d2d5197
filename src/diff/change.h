// What differs between two policies, in pieces that a person can be told one by one: what it is about, how it was, how it is, and what it
// means for them.
//
// Plain values; they own what they hold. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"

namespace lofte::diff {

// By what it means for a person, most serious first. Material: whoever's data it is must be told before it is so (Reg. 2016/679 Art. 12,
// 13(3), 14(4)). Neutral: the policy says something else, and nothing happens otherwise to anybody's data. Wording: the same in other
// words.
enum class Rank { kMaterialAdverse, kMaterialFavourable, kNeutral, kWording };
std::string_view NameOf(Rank rank);  // `material-adverse`, ..
bool IsMaterial(Rank rank);

// Every change is of one kind, and a kind has one rank. docs/diff.md has the same table.
struct Kind {
  std::string_view id;  // stable, kebab-case
  Rank rank = Rank::kNeutral;
  std::string_view opposite;  // the kind of the same change the other way; of some kinds itself
  std::string_view theme;     // which words of the message to people say what it means (phrases/*.tsv); empty: nothing more is said
  std::string_view means;     // one line, for whoever reads the comparison
};
const std::vector<Kind>& Kinds();
// Panics where there is no such kind.
const Kind& KindOf(std::string_view id);

// How something was or is. `text` is for whoever reads the comparison, in the policy's ids; the rest is for saying it in a language.
struct Value {
  enum class Type { kText, kLocal, kTerm, kRules, kCountry, kBasis, kList, kNumber };
  Type type = Type::kText;
  std::string text;  // empty: it was not, or is not any more
  policy::LocalText local;
  std::optional<policy::Term> term;
  std::vector<policy::Rule> rules;  // with a `latest` of ends where there are several
  std::vector<std::string> ids;
};

struct Change {
  std::string kind;
  Rank rank = Rank::kNeutral;
  // What it concerns, in the ids of the newer policy where it has them. Sorted and without repeats, but for `entry`.
  std::vector<std::string> activities, categories, subjects;
  std::string recipient;
  std::string entry;  // the right, cookie, message, measure, duty, safeguard or field that it is about
  Value before, after;
  bool consent_anew = false;      // what people agreed to is another thing now: they have to be asked
  bool may_object = false;        // it rests on a legitimate interest or a public task (Art. 21)
  std::optional<time::Day> from;  // the first day on which the rule is in force; nullopt: that of the policy
  bool only_later = false;        // of a longer term: what happened before `from` keeps the older one
  std::string note;               // what else there is to say; may be empty
  std::vector<std::string> promises;
  Span span;
  bool in_old = false;  // `span` is in the older file: the newer one says nothing of it
};

}  // namespace lofte::diff
