// The record of processing activities of Reg. 2016/679 Art. 30 as values: (1) what a controller does, (2) what a processor does for others.
//
// Made from the policy alone, so it says what the published notice says and what is enforced. Every text is in the language of the phrases
// it was built with; ids are those of the policy. What the policy does not say is empty here, and a gap where Art. 30 asks for it.
// Plain values; any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "policy/policy.h"
#include "record/phrases.h"
#include "record/words.h"

namespace lofte::record {

struct Named {
  std::string id, name;
};
struct Category {
  std::string id, name;
  bool special = false;   // Art. 9(1)
  bool criminal = false;  // Art. 10
};
// Of whom, where the policy says so; else `subject` is empty and it is of all.
struct DataOf {
  std::string subject;  // its name
  std::vector<Category> data;
};

struct Party {
  std::string name, organisation_number, address, country, email, phone;  // country: its name
  std::string note;                                                       // of a joint controller: what has been agreed on
  // E-mail, address or phone: something by which it can be reached.
  bool HasContact() const { return !email.empty() || !address.empty() || !phone.empty(); }
};

struct Receiver {
  std::string id, name;
  std::string what;  // what it is for, in words; empty: not said
  policy::Role role = policy::Role::kProcessor;
  std::string country;  // as the policy has it: `US`, `EU`, `global`; empty in a draft that does not say
  std::string country_name;
  bool is_transfer = false;             // outside the EEA
  std::vector<std::string> safeguards;  // of a transfer: `scc`, ..; an adequacy decision of the whole country too
  std::vector<Category> data;           // of this activity, that it is given; empty: not said
};

struct Limit {
  policy::RuleKind kind = policy::RuleKind::kNeed;
  std::vector<Category> data;
  std::string data_text;  // groups instead of all their categories, or that it is all that the activity keeps
  std::string text;       // period, trigger and action, in words
  std::string source;     // as the policy writes its END
  std::string law;        // of a floor: `DK/bookkeeping`
};

struct Entry {
  std::string activity;  // its id
  std::string name, purpose;
  policy::Role role = policy::Role::kController;
  std::string processed_for;  // when role is kProcessor: whom; empty: not said
  std::string basis;          // `contract`; empty: not said
  std::string basis_text;     // in words, with the article; more lines for the interest or the law
  std::string article9;       // `a`..`j`; empty: none
  std::string article9_text;
  std::vector<Party> joint;
  std::vector<Named> subjects;
  std::vector<DataOf> data;
  std::vector<Category> uses, never;  // kept for another purpose; not stored
  std::vector<Receiver> recipients;
  bool no_recipients = false;
  bool recipients_said = false;  // either some, or that there are none
  std::vector<Limit> limits;
  std::vector<std::string> sources, access;
  std::string automated;  // kAutomated; empty: not said
  std::string automated_text;
  std::vector<std::string> places;  // `main.orders: email, name`
};

// What Art. 30 asks for and the policy does not say.
struct Gap {
  std::string activity;  // empty: of the whole
  std::string field;     // of a column: `recipients`
  std::string article;   // `30(1)(d)`
  std::string says;      // one line, English, with what to do
};

struct Record {
  std::string language;
  Party controller;
  std::vector<Party> joint;  // all of them
  std::optional<Party> representative, officer;
  bool no_officer = false;
  bool is_draft = false;
  std::optional<time::Day> effective;  // nullopt in a draft that does not say
  std::string authority;               // its country's name
  std::string policy_sha256;
  std::vector<std::string> measures;
  std::string safeguards_copy;
  std::vector<Entry> entries;  // in the order of the policy
  std::vector<Gap> gaps;
  std::vector<std::string> untranslated;  // `activities.purpose/sales`: texts of the policy that stand in another language

  bool Has(policy::Role role) const;
};

// Where data lies, by category.
struct Place {
  std::string table, column;
};
using Places = std::map<std::string, std::vector<Place>>;

// In which role what is recorded is done: in both, or in one, which is a record of its own.
using Roles = std::vector<policy::Role>;
extern const Roles kBothRoles;

// The entries, and the gaps, are those of `roles`.
Record Build(const policy::Policy& policy, const Phrases& phrases, const Words& words = {}, const Places& places = {},
             const Roles& roles = kBothRoles);

}  // namespace lofte::record
