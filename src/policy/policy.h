// The policy as a model: what policy.yaml says, in the field's words. Read by reader.h, checked by checker.h.
//
// Plain values, immutable after reading; any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/issue.h"
#include "time/civil.h"
#include "time/moment.h"

namespace lofte::policy {

using LocalText = std::map<std::string, std::string>;  // language (BCP 47) -> text

// Where a statement stands in the prose that a draft was read from (docs/design/0006-words.md). Bytes of the file, UTF-8.
struct Origin {
  std::size_t line = 0;  // from 1
  std::size_t begin = 0, end = 0;
  double confidence = 1;  // 0 to 1: of the reading
};

// Reg. 2016/679 Art. 6(1)(a)-(f).
enum class Basis { kConsent, kContract, kLegalObligation, kVitalInterests, kPublicTask, kLegitimateInterests };
enum class Role { kController, kProcessor };
enum class RuleKind { kNeed, kCap, kFloor };
enum class Mode { kUse, kKeep };
// In order of strength, weakest first. kBlock takes nothing away: the value stands on, out of use.
enum class Then { kNone, kBlock, kAnonymise, kAggregate, kErase };
std::string_view NameOf(Basis basis);
std::string_view NameOf(RuleKind kind);
std::string_view NameOf(Then then);

// When a rule ends (docs/design/0001-grounds.md, section 1).
struct End {
  enum class Kind { kWhile, kAfter, kLatest, kEarliest };
  Kind kind = Kind::kAfter;
  std::string name;        // kWhile: the state. kAfter: the event
  time::Chain chain;       // kAfter: from the event's day to the last day; the PERIOD is its last step
  time::Period clock;      // kAfter: a period under a day; then `chain` is empty
  std::vector<End> parts;  // kLatest, kEarliest
  Span span;
  Span name_span;  // kWhile, kAfter: of the word
};

// What happens at the end of a rule: `block for P3Y then erase`, `aggregate in cells of 10 then erase`, `erase`.
struct Outcome {
  Then then = Then::kNone;
  time::Period block_for;         // kBlock; zero: the policy does not say how long
  std::optional<int> least_cell;  // kAggregate: the people that are counted together, at least; nullopt: the policy does not say
  Then last = Then::kErase;       // kBlock, kAggregate: what follows
};

struct ConditionRef {
  std::string name;
  bool negated = false;
  Span span;
  Span name_span = {};  // without `not`
};

// A longer term that nobody was told of binds what happens from its day on; what happened before stays with the older term.
struct Split {
  enum class Side { kOlder, kNewer };
  Side side = Side::kOlder;
  std::string event;  // from which both count
  time::Day day;      // the newer term's first
};

struct Rule {
  RuleKind kind = RuleKind::kNeed;
  std::string activity;
  std::vector<std::string> of;     // leaf categories (`chat.prompt`), expanded, sorted
  std::vector<ConditionRef> when;  // all must be true
  Mode mode = Mode::kUse;
  std::optional<std::string> consent;  // a need on consent: the state that must be true
  End end;
  Then then = Then::kNone;
  Outcome outcome;      // `then` in full
  time::Period within;  // calendar parts only
  std::vector<std::string> promises;
  std::vector<std::string> yields_to;  // promise ids
  std::string law;                     // kFloor: country/class, `DK/bookkeeping`
  std::string source;                  // the rule's END as written, for people
  std::optional<time::Day> from;       // the first day on which the rule is in force; nullopt: it always was
  LocalText told;                      // with `from`: how people were told, so that a longer term binds what is stored already
  // From rules of one activity and kind about the same data (terms.h).
  std::optional<time::Day> until;      // a newer rule is in force instead from this day on
  std::vector<Split> splits;           // an older and a newer rule each bind some rows, by the day of their event
  std::optional<time::Day> unsettled;  // likewise from this day on, and no one event tells which: not carried out
  std::optional<Origin> origin;
  Span span;
};

// A time to do something: a period, or a word that the place allows instead (`at-once`, `undue-delay`, `session`, `nothing`).
struct Term {
  std::string word;  // empty: the period
  time::Period period;
};

// Art. 13(2)(e): whether data must be given, and what follows when it is not.
struct Provision {
  std::string by;       // kProvisions: `law`, `contract`, `choice`
  LocalText otherwise;  // empty: not said
};

struct Activity {
  std::string id;
  LocalText title;  // its name, for people; empty: not said
  LocalText purpose;
  bool basis_given = true;  // false in a draft whose text names no legal basis: `basis` means nothing then
  LocalText interest;       // Art. 13(1)(d): the legitimate interest itself
  LocalText law;            // the law that obliges, where that is the basis
  std::optional<Provision> provision;
  LocalText logic;  // Art. 13(2)(f): how a decision is made by machine, and what follows from it
  Role role = Role::kController;
  std::string processor_for;  // when role is processor
  Basis basis = Basis::kContract;
  std::string consent;  // basis consent: the state in the data map that says whether it is given
  Span consent_span;
  std::string art9;  // exception of Art. 9(2), `a`..`j`; empty: none
  std::vector<std::string> subjects;
  std::vector<std::string> data;                            // leaf categories, expanded
  std::map<std::string, std::vector<std::string>> data_of;  // by subject, where the policy says whose; all of it is in `data`
  std::vector<std::string> optional;                        // leaf categories that nobody has to give
  std::vector<std::string> sources;                         // where the data comes from, in ids: `subject`, `public-register`
  std::vector<std::string> access;                          // who inside sees it: `people-team`
  std::string automated;                                    // kAutomated; empty: not said
  std::vector<std::string> uses;                            // leaf categories read on another activity's ground
  std::vector<std::string> never;                           // leaf categories that pass through and are stored nowhere
  std::vector<std::string> recipients;
  bool no_recipients = false;  // `recipients: none`: nobody else is given anything
  bool no_transfers = false;   // `transfers: none`: nothing leaves the EEA
  std::vector<std::string> promises;
  std::optional<Origin> origin;
  Span span;
};

struct Recipient {
  std::string id;
  std::string name;
  Role role = Role::kProcessor;
  std::string country;        // ISO 3166-1 alpha-2, or `EU`, or `global`; empty in a draft that does not say
  std::string city;           // where the data lies
  std::optional<Term> keeps;  // how long it keeps what it was given; `nothing`
  std::string consent;        // the state without which it is given nothing
  std::vector<std::string> promises;
  std::vector<std::string> safeguards;  // dpa, scc, dpf, bcr, adequacy
  std::vector<std::string> activities;
  std::vector<std::string> data;  // leaf categories
  std::optional<Origin> origin;
  Span span;
};

// Kinds of control: how a promise is checked. One struct per kind.
struct RetentionControl {};  // by the rules that name the promise
// The tables of this data group hold nothing but its categories, and no match of the patterns `free_of`.
struct ColumnsControl {
  std::string record;
  std::vector<std::string> free_of = {};
};
struct ValuesControl {
  std::string category;
  std::vector<std::string> in;
};  // every value is one of these, or NULL
struct FormatControl {
  std::string category;
  std::vector<std::string> formats;
};  // every value has one of the named formats, or is NULL
// True of every row of its table on which `when` holds; with `by` only once that END is over, and before it the row is as it should be.
// With `event` it tells of something that has happened, which no sweep mends: rows of which that is longer ago than `window` are left out,
// and of which it is to come are as they should be (with `by` as well: what is late is late before that, too).
struct AlwaysControl {
  std::string condition;
  std::vector<ConditionRef> when;
  Span condition_span = {};
  std::optional<End> by = {};
  std::string by_source = {};  // as written, for people
  std::string event = {};
  Span event_span = {};
  time::Period window = {};
};
// No column holds a match of the pattern, but for those of the categories `except`; or no column is for the category. One is empty.
struct NeverControl {
  std::string pattern;
  std::string category = {};
  std::vector<std::string> except = {};  // of a pattern
};
struct RowSecurityControl {};  // every mapped table has row-level security with a policy (PostgreSQL)
// Of `every` who vouches, by what document and how long is in the ledger (`lofte attest`), and `by` to `until` are empty.
struct Attested {
  std::string by, role, document, sha256;
  time::Day from, until;                   // inclusive
  std::optional<time::Period> every = {};  // for how long one vouching lasts at most
  std::string shown_by = {};               // beside `every`: what document it takes; empty: not said
};
struct Unproven {
  std::string reason;
};
struct Claim {};  // of a promise of kind `claim`: it says nothing that could be checked
using Control = std::variant<Unproven, RetentionControl, ColumnsControl, ValuesControl, FormatControl, AlwaysControl, NeverControl,
                             RowSecurityControl, Attested, Claim>;
// `retention`, `columns`, `values`, `format`, `always`, `never`, `row-security`, `attested`, `unproven`, `claim`.
std::string_view NameOf(const Control& control);

// What a control is answered from (docs/design/0005-promises.md).
enum class Evidence { kOwnData, kSchema, kAttested, kUnproven, kClaim };
std::string_view NameOf(Evidence evidence);  // `own data`, `schema`, ..
Evidence EvidenceOf(const Control& control);
// It tells of what has happened, so no sweep mends what breaks it.
bool IsOfEvents(const Control& control);

struct Promise {
  std::string id;
  std::string kind;  // retention, minimisation, security, .. (see kPromiseKinds)
  LocalText text;
  std::vector<int> lines;  // of the published text
  Control control;
  std::vector<std::string> covers;
  Span span;
};
extern const std::vector<std::string> kPromiseKinds;
extern const std::vector<std::string> kFormats;        // names that FormatControl knows: `argon2id`, ..
extern const std::vector<std::string> kNeverPatterns;  // names that NeverControl and `free-of` know: `card-number`, ..
extern const std::vector<std::string> kSafeguards;     // names that Recipient::safeguards knows

// A contradiction of the published text that somebody has reviewed: which reading is followed, and why. It settles the checks that it says
// it settles, of the rules whose promises it names, and no other.
struct Decision {
  std::string id;
  std::vector<std::string> promises;
  std::vector<int> lines;  // of the published text
  LocalText choice;
  LocalText why;
  std::vector<std::string> settles;  // of kSettled
  Span span;
};
extern const std::vector<std::string> kSettled;  // the checks that a decision can settle: `longer-than-law`, ..

// What is promised beyond what is stored: figures and names as data. None of it is carried out; a promise that only these name is
// unproven until it gets a control.
struct Cookie {
  std::string id, name;
  std::string kind;     // kCookieKinds
  Term lifetime;        // or `session`. In a draft `kind` may be empty and `lifetime` of no word and no length: not said
  std::string set_by;   // a recipient; empty: the controller
  std::string consent;  // the state without which it is not set
  std::vector<std::string> promises;
  std::optional<Origin> origin;
  Span span;
};
struct BreachDuty {
  std::string tell;             // kTold
  Term within;                  // from knowing of it; or `at-once`, `undue-delay`
  std::string at = "any";       // kRisks: the least risk at which it holds
  std::vector<std::string> by;  // ways: `e-mail`
  std::vector<std::string> promises;
  std::optional<Origin> origin;
  Span span;
};
struct Right {
  std::string name;                   // kRights
  std::optional<Term> within;         // or `at-once`, `undue-delay`
  time::Period extension;             // Art. 12(3), zero: none
  std::vector<std::string> by;        // ways to ask: an address, a page
  std::vector<std::string> identity;  // how it is made sure who asks
  std::vector<std::string> promises;
  std::optional<Origin> origin;
  Span span;
};
struct Message {
  std::string id;
  std::string kind;                  // kMessageKinds
  std::string activity;              // that it belongs to; empty: not said
  std::vector<std::string> by;       // `sms`, `e-mail`
  std::vector<ConditionRef> only;    // true of whoever gets it
  std::vector<std::string> carries;  // kCarried
  std::optional<Term> stops;         // after an unsubscription; or `at-once`
  std::vector<std::string> promises;
  std::optional<Origin> origin;
  Span span;
};
struct Measure {
  std::string id;
  LocalText what;
  std::string at_least;      // `TLS 1.2`, `AES-256`
  time::Period every;        // zero: not said
  std::optional<int> share;  // percent
  std::vector<std::string> promises;
  std::optional<Origin> origin;
  Span span;
};
extern const std::vector<std::string> kCookieKinds, kTold, kRisks, kRights, kMessageKinds, kCarried, kAutomated, kProvisions;

// Where a person reaches the data protection officer, or the representative in the EEA (Art. 27).
struct Officer {
  std::string name, email, phone, address;
};

// Art. 26: decides with the controller what is done and how. `essence`: what they have agreed on, in short.
struct JointController {
  std::string id, name, country, email;
  LocalText essence;
  std::vector<std::string> activities;
  std::optional<Origin> origin;
  Span span;
};

// The prose that this policy was read from by `lofte import`, while it is a draft.
struct DraftSource {
  std::string source;                     // the file's name
  std::string sha256;                     // of its bytes
  std::map<std::string, Origin> origins;  // of what has no entry of its own, by its key: `effective`, `minimum-age`, ..
  Span span;
};

// Something in that prose that a person has to settle: found by a rule of `rule`, at `origin`. Deleted from the file when it is settled.
struct OpenPoint {
  std::string rule;  // of lint's table, `ST-01`
  std::string name;  // of the finding, `LIST-EMPTY`
  Severity severity = Severity::kWarning;
  std::string says;             // one line
  std::vector<Origin> origins;  // where; the first is the place, the others are what it clashes with
  Span span;
};

// A finding of lint that somebody knows of and lets stand (docs/lint.md).
struct Acceptance {
  std::string rule, name;  // one of them may be empty
  std::string of;          // only where the message names this; empty: wherever it is
  std::string why;
  Span span;
};

struct Controller {
  std::string name, country, city, address, email, phone, organisation_number;
  std::optional<Officer> officer;
  bool no_officer = false;  // `officer: none`: there need be none, and there is none
  std::optional<Officer> representative;
  std::vector<std::string> promises;
  std::string zone;  // IANA name
  time::YearEnd year_end;
  std::optional<Origin> origin;
  Span span;
};

struct Policy {
  Controller controller;
  time::Day effective;             // Day{} in a draft that does not say
  std::optional<int> minimum_age;  // years
  bool parents_may_agree = false;  // below that age, with a parent's consent
  std::vector<std::string> minimum_age_promises;
  Span minimum_age_span;
  std::string authority;                                 // country code of the supervisory authority
  std::vector<std::string> languages;                    // the first is the default
  std::map<std::string, std::vector<std::string>> data;  // group -> leaf names; the category is `group.leaf`
  std::map<std::string, Span> data_spans;                // by category
  std::vector<std::string> subjects;
  std::vector<Activity> activities;
  std::vector<Recipient> recipients;
  std::vector<Rule> rules;  // in the order of the file
  std::vector<Cookie> cookies;
  std::vector<BreachDuty> breach;
  std::vector<Right> rights;
  std::vector<Message> messages;
  std::vector<Measure> measures;
  std::vector<Promise> promises;
  std::vector<Decision> decisions;
  std::vector<JointController> joint_controllers;
  std::vector<std::string> special;   // leaf categories of Art. 9(1)
  std::vector<std::string> criminal;  // leaf categories of Art. 10
  std::string safeguards_copy;        // Art. 13(1)(f): where a copy of the safeguards of transfers can be had; empty: not said
  std::optional<DraftSource> draft;
  std::vector<OpenPoint> open;
  std::vector<Acceptance> accepted;
  std::string file;
  std::string sha256;  // of the file's bytes, lower-case hex

  // The first day on which it holds; nullopt in a draft that does not say.
  std::optional<time::Day> FirstDay() const;
  const Promise* FindPromise(std::string_view id) const;
  const Activity* FindActivity(std::string_view id) const;
  const Recipient* FindRecipient(std::string_view id) const;
  bool HasCategory(std::string_view category) const;
  // The ids of the decisions that bear on the promise, in the order of the file: it is read as they say, whatever its words.
  std::vector<std::string> DecisionsOn(std::string_view promise) const;
  // The categories that activities or controls say are never stored, sorted.
  std::vector<std::string> NeverStored() const;
  // `promise` and all that it covers, directly or through others, sorted: what a breach of it is shown on. Ends on circles too.
  std::vector<std::string> WithCovered(std::string_view promise) const;
};

}  // namespace lofte::policy
