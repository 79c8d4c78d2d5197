// Two passages that say how long the same data is kept, and not the same.
#include <algorithm>

#include "lint/policy_rules.h"
#include "lint/prose_rules.h"
#include "time/civil.h"

namespace lofte::lint {
namespace {

using importer::Retention;

const Concepts kKindsOfData = {"dat.log", "dat.message", "dat.document", "dat.engagement", "dat.phone"};

bool IsOneOf(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsWhileActive(const Retention& rule) {
  return rule.period.empty() && IsOneOf(rule.trigger, {"account_active", "relationship_active"});
}

// Is the rule about whatever is stored, and not about one kind of data or one processing?
bool IsGeneral(const Prose& prose, const Retention& rule) {
  return !prose.IsOfOneActivity(rule) && !prose.SpeaksOf(rule, kKindsOfData) && !prose.SpeaksOf(rule, {"pur.tax"});
}

// Counted from something that happens while the account lives.
bool EndsMeanwhile(const Retention& rule) {
  return !rule.period.empty() && rule.law.empty() && IsOneOf(rule.action, {"delete", "anonymise", "block"}) &&
         IsOneOf(rule.trigger, {"", "unspecified", "collection", "purchase", "request_handled"});
}

// For the lifetime of the account, and yet gone after a time: which goes first?
void FindLifeAgainstTime(Prose& prose) {
  Places lives;
  for (const Retention& rule : prose.facts().retention)
    if (IsWhileActive(rule) && IsGeneral(prose, rule)) lives.push_back(OriginOf(rule));
  if (lives.empty()) return;
  for (const Retention& rule : prose.facts().retention) {
    if (!EndsMeanwhile(rule) || IsGeneral(prose, rule)) continue;
    prose.Add("RETENTION-CONFLICT",
              "`" + rule.what + "` is gone after `" + rule.period +
                  "`, and all data is kept as long as the account lives: which goes first is not said",
              Joined({OriginOf(rule)}, lives));
  }
}

std::int64_t DaysOf(const std::string& text) {
  const Result<time::Period> period = time::ParsePeriod(text);
  return period ? std::int64_t{period->months} * 30 + period->days + period->seconds / 86'400 : 0;
}

bool RemovesAll(const Prose& prose, const Retention& rule) {
  const bool is_all = rule.what.empty() || prose.SpeaksOf(rule, {"dat.personal_data"});
  return is_all && !rule.period.empty() && DaysOf(rule.period) < 366 && rule.action == "delete" && rule.condition.empty() &&
         IsOneOf(rule.trigger, {"account_deletion", "relationship_end", "unspecified", ""});
}

constexpr std::int64_t kYearsDays = 366;

// All of a person's data is gone soon, and some of it stays for years, with no word on which part.
void FindRemovalAgainstKeeping(Prose& prose) {
  for (const Retention& removal : prose.facts().retention) {
    if (!RemovesAll(prose, removal)) continue;
    Places kept;
    std::vector<std::string> names;
    for (const Retention& other : prose.facts().retention) {
      if (&other == &removal || other.not_stored || DaysOf(other.period) < kYearsDays) continue;
      if (!IsOneOf(other.trigger, {"", "unspecified", "account_deletion", "relationship_end"})) continue;
      kept.push_back(OriginOf(other));
      names.push_back(other.what.empty() ? other.period : other.what);
    }
    if (kept.empty()) continue;
    prose.Add(
        "RETENTION-CONFLICT",
        "all personal data is removed within `" + removal.period + "`, and " + Listed(names) + " stays longer: what of it is not said",
        Joined({OriginOf(removal)}, kept));
  }
}

// The kinds of data that the rule speaks of.
std::vector<std::string_view> KindsOf(const Prose& prose, const Retention& rule) {
  std::vector<std::string_view> kinds;
  for (const std::string_view kind : kKindsOfData)
    if (prose.SpeaksOf(rule, {kind})) kinds.push_back(kind);
  return kinds;
}

// The kinds of data that a list of the section speaks of.
bool SectionLists(const Prose& prose, std::size_t section, std::string_view concept_id) {
  const std::vector<const Statement*>& in = prose.InSection(section);
  return std::any_of(in.begin(), in.end(), [&](const Statement* of) { return of->item && Has(*of, {concept_id}); });
}

// Of no single processing, without a figure, in a statement.
std::vector<const Retention*> OpenEnds(const Prose& prose) {
  std::vector<const Retention*> open;
  for (const Retention& rule : prose.facts().retention) {
    const bool is_open = rule.period.empty() && (rule.vague || rule.trigger == "legal_reasons") && !rule.not_stored;
    if (is_open && prose.At(rule.place) != nullptr && !prose.IsOfOneActivity(rule)) open.push_back(&rule);
  }
  return open;
}

// A figure here, and for the same kind of data an open end elsewhere.
void FindFigureAgainstOpen(Prose& prose) {
  const std::vector<const Retention*> open_ends = OpenEnds(prose);
  for (const Retention& figure : prose.facts().retention) {
    const Statement* said = prose.At(figure.place);
    if (figure.period.empty() || said == nullptr || open_ends.empty() || prose.IsOfOneActivity(figure)) continue;
    const std::vector<std::string_view> kinds = KindsOf(prose, figure);
    for (const Retention* open : open_ends) {
      const std::size_t section = prose.At(open->place)->section;
      const auto lists = [&](std::string_view kind) { return SectionLists(prose, section, kind); };
      if (section == said->section || std::none_of(kinds.begin(), kinds.end(), lists)) continue;
      prose.Add("RETENTION-CONFLICT",
                "`" + figure.what + "` is kept for `" + figure.period + "`, and the same kind of data without a figure elsewhere",
                {OriginOf(figure), OriginOf(*open)});
    }
  }
}

// One processing, two figures for the same from the same event, and no condition between them.
void FindTwoFigures(Prose& prose) {
  for (const importer::Activity& activity : prose.facts().activities) {
    const auto& rules = activity.retention;
    for (std::size_t i = 1; i < rules.size(); ++i) {
      const Retention &a = rules[i - 1], &b = rules[i];
      const bool same = a.what == b.what && a.trigger == b.trigger && a.condition.empty() && b.condition.empty() && a.law == b.law;
      if (!same || a.period.empty() || b.period.empty() || DaysOf(a.period) == DaysOf(b.period)) continue;
      prose.AddAs(Severity::kWarning, "RETENTION-CONFLICT",
                  "`" + activity.name + "` has `" + a.period + "` and `" + b.period + "` for the same", {OriginOf(a), OriginOf(b)});
    }
  }
}

// Kinds of data that are collected, of which the text speaks under no period.
void FindUnspecific(Prose& prose) {
  constexpr std::size_t kLeast = 2;
  const auto& rules = prose.facts().retention;
  if (rules.empty()) return;
  Words named;
  for (const Retention& rule : rules) {
    if (IsWhileActive(rule)) continue;
    for (std::string& word : WordsOf(rule.what)) named.push_back(std::move(word));
  }
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  std::vector<const Statement*> without;
  for (const Statement& statement : prose.facts().statements)
    if (prose.IsCollected(statement) && !ShareAWord(WordsOf(statement.text), named)) without.push_back(&statement);
  if (without.size() < kLeast) return;
  prose.Add("RETENTION-UNSPECIFIC", std::to_string(without.size()) + " kinds of data are collected for which no period is said by name",
            PlacesOf(without));
}

}  // namespace

void FindRetentionConflicts(Prose& prose) {
  FindLifeAgainstTime(prose);
  FindRemovalAgainstKeeping(prose);
  FindFigureAgainstOpen(prose);
  FindTwoFigures(prose);
  FindUnspecific(prose);
}

}  // namespace lofte::lint
