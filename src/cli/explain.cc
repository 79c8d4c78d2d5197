// explain: the page that a data protection officer asks for about one row.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/rule_words.h"
#include "cli/session.h"
#include "engine/explain.h"

namespace lofte::cli {

using engine::Explanation;
using engine::RuleView;
using engine::SealedView;
using engine::Standing;
using engine::ValueView;
using policy::RuleKind;
using policy::Then;

namespace {

// Days are the controller's. A moment that is no start of a day is told with its time.
class Page {
 public:
  Page(const Explanation& of, const policy::Policy& policy, const time::Zone& zone, bool colour)
      : of_(of), policy_(policy), zone_(zone), colour_(colour), now_(of.at) {}

  std::string Text(const std::string& key) {
    // What was typed may be a value of the row: a key alone is shown.
    const std::string shown = key.find('=') == std::string::npos ? " " + key : "";
    out_ = Paint(fmt::format("{}{}, on {} ({})", of_.table, shown, DayText(of_.at), zone_.name()), Colour::kBold, colour_) + "\n";
    out_ += fmt::format("{}, policy in force since {}\n", policy_.controller.name, time::Format(policy_.effective));
    if (of_.has_row) {
      ShowPeople();
      ShowFacts();
      for (const ValueView& value : of_.values) ShowValue(value);
    }
    ShowRow();
    ShowSealed();
    ShowDecisions();
    if (of_.has_row) ShowReading();
    return out_;
  }

 private:
  void Line(const std::string& text, std::size_t indent = 0) { out_ += Wrap(text, OutputWidth(), indent); }
  void Heading(const std::string& text) { out_ += "\n" + Paint(Wrap(text, OutputWidth(), 0), Colour::kBold, colour_); }

  std::string DayText(time::Instant at) const {
    const time::Day day = zone_.DayOf(at);
    if (zone_.StartOf(day) == at) return time::Format(day);
    std::string local = time::Format(zone_.LocalOf(time::Instant{at.us - at.us % time::kMicrosPerSecond}));
    std::replace(local.begin(), local.end(), 'T', ' ');
    return local;
  }
  std::string From(time::Instant at) const { return at <= now_ ? "since " + DayText(at) : "from " + DayText(at) + " on"; }

  void ShowPeople() {
    out_ += "\n";
    for (const auto& [role, person] : of_.people) {
      const char* words = person.is_unknown    ? "somebody, and the row does not say who"
                          : !person.is_present ? "nobody"
                          : person.is_held ? "named, and held: nothing about this person is destroyed while a hold or a restriction stands"
                                           : "named, not held";
      Line(fmt::format("{}: {}", role, words));
    }
  }

  // A fact of the row is the same for each person of it.
  void ShowFacts() {
    if (of_.facts.empty()) return;
    Heading("What the rules that apply read");
    struct Fact {
      std::string name, roles, words;
      Colour colour;
    };
    std::vector<Fact> facts;
    for (const engine::FactView& fact : of_.facts) {
      const std::string words = fact.is_unknown ? "unknown"
                                : fact.day      ? (fact.is_state ? "ended " : "") + time::Format(*fact.day)
                                                : (fact.is_state ? "stands" : "not yet");
      const auto same = std::find_if(facts.begin(), facts.end(), [&](const Fact& of) { return of.name == fact.name && of.words == words; });
      if (same == facts.end()) {
        facts.push_back({fact.name, fact.role, words, fact.is_unknown ? Colour::kYellow : Colour::kNone});
      } else {
        same->roles += ", " + fact.role;
      }
    }
    TextTable table;
    for (const Fact& fact : facts) table.Row({{"  " + fact.name}, {fact.words, fact.colour}, {fact.roles, Colour::kGrey}});
    out_ += table.Render(colour_);
  }

  // A value ------------------------------------------------------------------------------------------------------------------------------

  void ShowValue(const ValueView& value) {
    std::vector<std::string> what = value.categories;
    for (const std::string& role : value.keys_of) what.push_back("the key of " + role);
    Heading(fmt::format("{} ({}){}", fmt::join(value.fields, ", "), fmt::join(what, ", "),
                        of_.people.size() > 1 && !value.is_link ? fmt::format(", of {}", fmt::join(value.roles, " and ")) : ""));
    if (!value.has_value) return Line("nothing is there", 2);
    if (value.is_link) return ShowLink(value);
    ShowFate(value);
    for (const bool applies : {true, false})
      for (std::size_t i = 0; i < value.rules.size(); ++i)
        if ((value.rules[i].applies != expr::Tri::kFalse) == applies && !IsTold(value, i)) ShowRule(value, value.rules[i]);
  }

  void ShowLink(const ValueView& value) {
    if (value.standing == Standing::kUndated) return Line("stays, for a fact about what is said of them here is unknown", 2);
    Line("goes with the last of what is said about them here" + (value.until ? ", " + From(*value.until) : ""), 2);
    if (value.late_from) Line(Broken("there", *value.late_from, value.promises), 2);
  }

  std::string Broken(const char* where, time::Instant from, const std::vector<std::string>& promises) const {
    return fmt::format("{} {}, a promise is broken {}: {}", from <= now_ ? "still" : "if still", where, From(from),
                       fmt::join(promises, ", "));
  }

  // What is so of the value now, and what comes, by day.
  void ShowFate(const ValueView& value) {
    const bool needs_an_eye = value.standing == Standing::kUndated || value.standing == Standing::kUnclaimed;
    Labelled("now", NowWords(value), needs_an_eye ? Colour::kYellow : Colour::kNone);
    if (value.use_until) Labelled("in use", (*value.use_until <= now_ ? "was until " : "until ") + DayText(*value.use_until));
    if (IsBlockedSomeTime(value)) Labelled("blocked", BlockWords(value));
    if (value.shown_from && IsBlockedSomeTime(value)) Labelled("", Broken("in its row", *value.shown_from, value.shown_promises));
    if (value.until) Labelled("due", From(*value.until) + ": " + DueWords(value));
    if (value.late_from)
      Labelled("broken",
               fmt::format("{}{}: {}", From(*value.late_from), *value.late_from <= now_ ? "" : ", if still there",
                           fmt::join(value.promises, ", ")),
               *value.late_from <= now_ ? Colour::kRed : Colour::kNone);
  }

  void Labelled(const char* label, const std::string& words, Colour colour = Colour::kNone) {
    constexpr std::size_t kIndent = 11;
    out_ += Paint(fmt::format("  {:<{}}", label, kIndent - 2), Colour::kGrey, colour_);
    out_ += Paint(Wrap(words, OutputWidth(), kIndent).substr(kIndent), colour, colour_);
  }

  static bool IsBlockedSomeTime(const ValueView& value) {
    return value.standing == Standing::kBlocked || (value.use_until && value.use_until != value.until);
  }

  bool IsPastACap(const ValueView& value) const {
    return std::any_of(value.rules.begin(), value.rules.end(), [&](const RuleView& view) {
      return view.rule->kind == RuleKind::kCap && view.in_force && view.applies == expr::Tri::kTrue &&
             view.ends.when == grounds::Reached::When::kAt && view.ends.at <= now_;
    });
  }

  std::string NowWords(const ValueView& value) const {
    const bool is_due = value.until && *value.until <= now_;
    if (value.is_held && is_due)
      return value.is_sealed ? "held: blocked, where it would be gone but for the hold"
                             : "held: it stays, where it would be gone but for the hold";
    switch (value.standing) {
      case Standing::kNobody:
        return "about nobody: outside every rule";
      case Standing::kUndated:
        return "undated: a fact is unknown, so it is never touched and always counted";
      case Standing::kUnclaimed:
        return "unclaimed: no need applies and nothing ends it; a person has to look";
      case Standing::kGone:
        return IsPastACap(value) ? "gone: past its ceiling, whoever still needs it" : "gone: every need of it has ended";
      case Standing::kBlocked:
        return "blocked: kept, and of no use to anybody";
      case Standing::kUse:
        return value.use_until ? "in use" : "in use, without an end by these rules and facts";
    }
    return "";
  }

  std::string BlockWords(const ValueView& value) const {
    std::string words = value.use_until ? "from " + DayText(*value.use_until) : std::string("from the beginning");
    if (value.is_held && value.use_until == value.until)
      words += ", while a hold or a restriction stands";
    else
      words += value.until ? " until " + DayText(*value.until) : ", without an end by these rules and facts";
    if (!value.is_sealed) return words + "; not carried out, for lofte.yaml names no key to seal by: it stays in its row";
    return words + ": it leaves its row for a sealed copy, shown to a court or an authority alone" + OnlyWithRow(value);
  }

  static std::string OnlyWithRow(const ValueView& value) {
    return value.only_with_row.empty() ? "" : fmt::format(" ({} with the whole row only)", fmt::join(value.only_with_row, ", "));
  }

  std::string DueWords(const ValueView& value) const {
    if (value.then == Then::kAggregate && !value.is_counted)
      return "to be counted among others; not carried out, for the policy or the data map does not say how: it stays";
    if (value.is_held) return "but for the hold, " + DoneWords(value.then);
    if (IsBlockedSomeTime(value) && value.is_sealed && value.then == Then::kErase) return "the copy is destroyed";
    return DoneWords(value.then) + OnlyWithRow(value);
  }

  // A rule -------------------------------------------------------------------------------------------------------------------------------

  // The same rule was told of another person of the row, in the same words.
  bool IsTold(const ValueView& value, std::size_t index) const {
    for (std::size_t i = 0; i < index; ++i)
      if (value.rules[i].rule == value.rules[index].rule && EndWords(value.rules[i]) == EndWords(value.rules[index])) return true;
    return false;
  }

  std::string RolesOf(const ValueView& value, const RuleView& view) const {
    std::string roles;
    for (const RuleView& other : value.rules)
      if (other.rule == view.rule && EndWords(other) == EndWords(view)) roles += (roles.empty() ? "" : ", ") + other.role;
    return value.roles.size() > 1 ? "; for " + roles : "";
  }

  void ShowRule(const ValueView& value, const RuleView& view) {
    out_ += "\n";
    Line(GroundWords(*view.rule, policy_) + RolesOf(value, view), 2);
    Line(RuleWords(*view.rule), 6);
    Line(EndWords(view), 6);
    for (const std::string& id : view.rule->promises) ShowPromise(id);
  }

  void ShowPromise(const std::string& id) {
    if (const policy::Promise* promise = policy_.FindPromise(id))
      Line(fmt::format("{}{}: {}", id, OfTheText(promise->lines), WordsOf(promise->text, policy_)), 6);
  }

  std::string EndWords(const RuleView& view) const {
    using When = grounds::Reached::When;
    if (!view.in_force) return "not in force on this day";
    if (view.applies == expr::Tri::kFalse) return "does not apply: " + NotSoWords(view.not_so.front(), false);
    if (view.applies == expr::Tri::kUnknown)
      return "nobody knows whether it applies: " + NotSoWords(view.not_so.front(), true) + " is unknown";
    if (!view.is_settled) return "its terms have changed, and which binds this row is not settled: nothing follows from it";
    if (view.ends.when == When::kUnknown) return "its end is unknown";
    const std::string by_person = view.is_ended_by_person ? "; ended by the person, who took the consent back or objected" : "";
    if (view.ends.when == When::kNotYet) return "stands" + by_person;
    const bool is_over = view.ends.at <= now_;
    if (view.rule->kind == RuleKind::kFloor)
      return fmt::format("{} the end of {}", is_over ? "over since" : "stands until",
                         time::Format(time::Day{zone_.DayOf(view.ends.at).number - 1}));
    return (is_over ? "ended " : "ends ") + DayText(view.ends.at) + (view.late_from ? ", late from " + DayText(*view.late_from) : "") +
           BlockEndWords(view) + by_person;
  }

  std::string BlockEndWords(const RuleView& view) const {
    if (view.rule->then != Then::kBlock) return "";
    if (view.rule->outcome.block_for.is_zero()) return "; blocked from then on, without a term of its own";
    if (!view.block_ends) return "; then blocked, which is not carried out here, so without an end";
    return "; then blocked until " + DayText(*view.block_ends) +
           (view.block_late_from ? ", late from " + DayText(*view.block_late_from) : "");
  }

  // The row ------------------------------------------------------------------------------------------------------------------------------

  void ShowRow() {
    Heading("The row");
    if (!of_.has_row) return Line("is not there any more", 2);
    if (of_.row_anonymous_from)
      return Line(fmt::format("stays, about nobody, once what is due {} is done", From(*of_.row_anonymous_from)), 2);
    if (!of_.row_leaves && !of_.row_until) return Line("is not deleted as a whole, by these rules and facts", 2);
    const std::string when = of_.row_until ? From(*of_.row_until) : std::string("at once");
    const char* how = of_.row_then == Then::kBlock       ? "to leave for sealed copies"
                      : of_.row_then == Then::kAggregate ? "to be counted among others and deleted"
                                                         : "to be deleted";
    Line(fmt::format("is {}, {}, unless another row refers to it", how, when), 2);
  }

  void ShowSealed() {
    const engine::SealedOfRow& sealed = of_.sealed;
    if (sealed.copies.empty() && sealed.unknown == 0) return;
    Heading("Sealed copies of it, by the terms of the last sweep");
    for (const SealedView& copy : sealed.copies) {
      Line(CopyWords(copy), 2);
      for (const std::string& id : copy.examined_by) ShowPromise(id);
    }
    if (sealed.unknown > 0)
      Line(fmt::format("{} of rows of {}: whether of this one only the key tells that they were sealed by",
                       Plural(sealed.unknown, "copy", "copies"), of_.table),
           2);
  }

  std::string CopyWords(const SealedView& copy) const {
    std::string words = "sealed on " + time::Format(copy.sealed_on);
    if (copy.is_undated) return words + ": undated, so it is never destroyed and always counted";
    if (!copy.undoes.empty()) words += ", taken by run " + copy.undoes + " (`lofte undo` puts it back)";
    words += copy.due ? ", destroyed from " + time::Format(*copy.due) + " on" : ", without an end by these terms";
    if (copy.is_held) words += ", and not while somebody in it is held";
    if (copy.late) words += fmt::format("; late from {} on: {}", time::Format(*copy.late), fmt::join(copy.charged, ", "));
    return words;
  }

  // The foot -----------------------------------------------------------------------------------------------------------------------------

  // Of the promises by which something here is kept, or is not.
  void ShowDecisions() {
    std::vector<std::string> promises;
    const auto add = [&](const std::vector<std::string>& ids) { promises.insert(promises.end(), ids.begin(), ids.end()); };
    for (const ValueView& value : of_.values)
      for (const RuleView& view : value.rules)
        if (value.has_value && view.in_force && view.applies != expr::Tri::kFalse) add(view.rule->promises);
    for (const SealedView& copy : of_.sealed.copies) add(copy.examined_by);
    bool some = false;
    for (const policy::Decision& decision : policy_.decisions) {
      const auto is_named = [&](const std::string& id) { return std::find(promises.begin(), promises.end(), id) != promises.end(); };
      if (std::none_of(decision.promises.begin(), decision.promises.end(), is_named)) continue;
      if (!some) Heading("Decided, where the text says two things or leaves one open");
      some = true;
      Line(fmt::format("{}{}: {}. Because {}.", decision.id, OfTheText(decision.lines), WordsOf(decision.choice, policy_),
                       WordsOf(decision.why, policy_)),
           2);
    }
  }

  void ShowReading() {
    const auto counts_years = [](const RuleView& view) { return view.rule->source.find("financial-year-end") != std::string::npos; };
    const bool some_counts_years = std::any_of(of_.values.begin(), of_.values.end(), [&](const ValueView& value) {
      return value.has_value && std::any_of(value.rules.begin(), value.rules.end(), counts_years);
    });
    const time::YearEnd end = policy_.controller.year_end;
    Heading("How to read this");
    Line(fmt::format("Days are those of {}, lines those of the published text. A period does not count the day of its event (Regulation "
                     "1182/71, Art. 3). What ends on a day, or is kept until it, is due from 00:00 of that day, which is its last; it is "
                     "late from 00:00 of the day that is named for that. A floor stands until its day is over, and no end moves for a "
                     "weekend or a holiday. Each ground is told by itself, as if it were alone; what follows from all of them stands above "
                     "them. A condition (`when`) has no day: it is taken as it is now.{}",
                     zone_.name(), some_counts_years ? fmt::format(" The financial year ends on {:02}-{:02}.", end.month, end.day) : ""),
         2);
  }

  const Explanation& of_;
  const policy::Policy& policy_;
  const time::Zone& zone_;
  bool colour_;
  time::Instant now_;
  std::string out_;
};

}  // namespace

int RunExplain(const Arguments& arguments, const Clock& clock) {
  Opened opened = Open(arguments, clock, engine::Access::kRead);
  if (!opened.session) return opened.exit_code;
  Session& session = *opened.session;
  const Result<NamedTable> table = FindTable(session, arguments.table);
  if (!table) return Report(table.error(), arguments);
  const Result<Explanation> explanation = engine::Explain(*table->site, table->name, arguments.key, session.question);
  if (!explanation) return Report(explanation.error(), arguments);
  const std::string text =
      arguments.json ? ExplainJson(*explanation, session.workspace().policy, session.question.zone)
                     : Page(*explanation, session.workspace().policy, session.question.zone, ColourOnStdout()).Text(arguments.key);
  std::fputs(text.c_str(), stdout);
  return kFine;
}

}  // namespace lofte::cli
