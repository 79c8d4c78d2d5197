// What a text says, as facts that each know the place they came from: between the prose and the draft of a policy.
//
// Plain values; any thread. The JSON of `lofte import --json` is these, in the field's words (docs/formats/import.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace lofte::importer {

struct Place {
  std::size_t begin = 0, end = 0;  // bytes of the file; begin < end
  std::size_t line = 0;            // of `begin`, from 1
};

struct Fact {
  Place place;
  double confidence = 1;  // 0 to 1
};

struct Text : Fact {
  std::string text;
};

// `what` is kept for `period` from `trigger` on, then `action`.
struct Retention : Fact {
  std::string what;        // words of the text; empty: not named in the sentence
  std::string period;      // ISO 8601, `P7Y`; empty: a state, a criterion, or never stored
  std::string least;       // of a range (`4 to 6 years`) the shorter; `period` is the longer
  bool at_most = false;    // `up to`
  std::string trigger;     // from when, or while what: `account_deletion`, `last_activity`, .., `unspecified` (docs/formats/import.md)
  std::string action;      // delete, anonymise, block, unknown
  std::string then;        // after a block
  std::string condition;   // words of the text: `if ..`, `unless ..`
  std::string law;         // words of the text that say that a law asks for it; empty: none does
  bool law_named = false;  // and which: `the Accounting Act`
  std::string refers_to;   // the activity whose period it is
  bool not_stored = false;
  bool vague = false;
};

struct Recipient : Fact {
  std::string name;
  bool category = false;  // `payment providers`, not a name
  std::string country;    // ISO 3166-1, where the text says one
  std::string region;     // EU, US, GLOBAL, EU/US, other country codes; empty: not said
  std::string purpose, data;
  std::vector<std::string> safeguards;
  bool public_body = false;  // of the country: the tax office, the road administration
  bool in_list = false;      // stands in a list or table of recipients, not in passing
};

struct Cookie : Fact {
  std::string name, lifetime, purpose, provider;
};

struct Activity : Fact {
  std::string name;
  std::vector<std::string> aliases;  // how other sections call it
  std::vector<Text> purposes;
  std::vector<std::string> legal_bases;  // `6(1)(a)`
  std::vector<Place> basis_places;
  std::vector<Retention> retention;
  std::vector<std::string> data_subjects, data_categories, recipients;
  std::vector<Text> sources;
};

struct Right : Fact {
  std::string name;  // access, rectification, ..: as the JSON names them
};

// A sentence, a list item or a cell, and what it speaks of: what rules about the text are asked over.
struct Statement {
  Place place;
  std::string text, language;
  std::size_t section = 0;  // index into Facts::sections
  bool item = false;        // of a list
  bool negated = false;     // `we never sell`
  enum class Modality { kNone, kMust, kMay, kWill, kMustNot } modality = Modality::kNone;
  std::vector<std::string> concepts;  // ids of the vocabulary, sorted: `rec.share`, `ck.cookie`, `basis.consent`
};

struct Section {
  Place place;  // of its heading
  std::string heading;
  int level = 1;
  std::vector<std::string> topics;  // what it is about: `retention`, `rights`, `recipients`, ..
  std::size_t statements = 0;       // how many it holds, without those of its sections
};

// `The following:` and what came, or did not.
struct AnnouncedList {
  Place place;            // of the announcement
  std::size_t items = 0;  // up to kMostCountedItems
};

struct Controller {
  std::optional<Text> name, organisation_number, address, country, phone;
  std::vector<Text> emails;
  std::optional<Text> officer;  // words that name one, or how to reach them
  bool dpo = false;
};

// A kind of data that the text lists: `Account data: e-mail address, name`.
struct DataGroup : Fact {
  std::string name;
  std::vector<std::string> items;
};

// What a text has too much of (importer/limits.h).
struct LeftOut {
  std::string what;       // `recipients`
  std::size_t count = 0;  // times that one was left out
  Place place;            // of the first
};

struct Facts {
  std::string language;
  std::vector<std::string> languages;
  Controller controller;
  std::optional<Text> last_updated;  // ISO 8601
  std::vector<Text> legal_bases;     // each once, at its first place
  std::vector<Retention> retention;
  std::vector<Recipient> recipients;
  std::optional<bool> transfers_outside_eea;
  std::vector<Text> transfer_places, no_transfer_places;
  std::vector<Text> safeguards;
  std::vector<Right> rights;
  std::optional<Text> authority;  // its usual name: `Datatilsynet`
  std::string authority_country;
  std::vector<Cookie> cookies;
  std::optional<Text> minimum_age;  // years, as digits
  std::optional<Text> breach_72h;
  std::optional<bool> automated_decisions;
  std::vector<Text> security;
  std::vector<Activity> activities;
  std::vector<DataGroup> data;
  std::vector<Text> double_marks;  // items with two bullets, `- •`
  std::vector<Section> sections;
  std::vector<Statement> statements;
  std::vector<AnnouncedList> lists;
  std::vector<Text> glued_tables;  // tables whose cells had to be parted
  std::vector<LeftOut> left_out;   // nothing, of a text that somebody wrote
  std::vector<Text> unmapped;      // sentences that sound like a promise and were not understood
};

}  // namespace lofte::importer
