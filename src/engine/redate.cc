#include "engine/redate.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/words.h"
#include "engine/end_finder.h"
#include "engine/journal.h"
#include "engine/read_facts.h"
#include "engine/seal_rows.h"
#include "engine/sealed.h"
#include "engine/undo_ends.h"
#include "sql/print.h"

namespace lofte::engine {

using stores::Dialect;

namespace {

constexpr int kCopiesABatch = 500;

// The group whose values these are, as the map has it now; nullptr: there is no such group any more.
const datamap::FieldGroup* GroupOf(const Site& site, const SealedCopy& copy) {
  for (const auto& table : site.bound->tables()) {
    if (expr::Format(table->map().name) != copy.table) continue;
    for (const datamap::FieldGroup& group : table->groups()) {
      const auto has = [&](const std::string& column) {
        return std::any_of(group.fields.begin(), group.fields.end(), [&](const datamap::Field* field) { return field->column == column; });
      };
      const bool has_all = std::all_of(copy.values.begin(), copy.values.end(), [&](const auto& value) { return has(value.first); });
      if (group.link_of.empty() && has_all) return &group;
    }
  }
  return nullptr;
}

template <typename Names, typename Facts>
bool HasAll(const Names& names, const Facts& facts) {
  return std::all_of(names.begin(), names.end(), [&](const auto& name) { return facts.count(name) != 0; });
}

bool AnswersAll(const grounds::Facts& facts, const grounds::Binding& binding) {
  const grounds::FactNames asked = grounds::FactsAsked(binding);
  return HasAll(asked.events, facts.events) && HasAll(asked.states, facts.states) && HasAll(asked.conditions, facts.conditions) &&
         HasAll(asked.serves, facts.serves) && HasAll(asked.people, facts.people) && HasAll(asked.ended_grounds, facts.ended_grounds);
}

// The groups of which a copy of something that can be put back holds values, as the map has them now; nothing where the table is not in it
// any more.
std::vector<const datamap::FieldGroup*> GroupsIn(const datamap::BoundTable& table, const SealedCopy& copy) {
  std::vector<const datamap::FieldGroup*> groups;
  for (const datamap::FieldGroup& group : table.groups()) {
    const auto is_held = [&](const datamap::Field* field) {
      return std::any_of(copy.values.begin(), copy.values.end(), [&](const auto& value) { return value.first == field->column; });
    };
    if (std::any_of(group.fields.begin(), group.fields.end(), is_held)) groups.push_back(&group);
  }
  return groups;
}

// The columns of a copy that OpenCopy takes, and those by which its ends are found anew.
constexpr char kColumns[] = "id, source_table, row_digest, ciphertext, told, kind, examined_by";

// Finds the ends of copies anew, each by the rules of today and the facts in it.
class Redater {
 public:
  Redater(const Site& site, const grounds::Question& question) : site_(site), question_(question), undo_ends_(question) {}

  // Of a row of kColumns; nullopt: it keeps those that it has.
  std::optional<SealedEnds> EndsOf(const std::vector<expr::Value>& row) {
    const Result<SealedCopy> copy = OpenCopy(site_, row, question_.zone);
    const bool is_blocked = copy ? copy->kind == SealedCopy::Kind::kBlocked : IsBlocked(row);
    if (is_blocked) return copy ? EndsOfBlocked(*copy) : EndsOfSpoilt(row);
    return copy ? EndsOfUndo(*copy, DayOf(row.at(4))) : std::nullopt;
  }

  static bool IsBlocked(const std::vector<expr::Value>& row) { return TextOf(row.at(5)) == "blocked"; }

 private:
  // Somebody has changed it, so that nobody can open it any more: it stands, and is counted, for the promises that it was for.
  static SealedEnds EndsOfSpoilt(const std::vector<expr::Value>& row) {
    SealedEnds ends;
    ends.is_undated = true;
    ends.examined_by = SplitWords(TextOf(row.at(6)));
    return ends;
  }

  SealedEnds EndsOfBlocked(const SealedCopy& copy) {
    const datamap::FieldGroup* group = AnsweredGroup(site_, copy);
    SealedEnds ends;
    ends.is_undated = true;
    if (group != nullptr) ends = finders_.try_emplace(group, group->binding, question_).first->second.Find(copy.facts);
    return ends;
  }

  // `told`: the day that whoever might undo the sweep was told. New terms never move it to a later day, and to an earlier one only so far
  // as they make the copy late before it. What can't be told by the new rules (nullopt) keeps its days, and goes on the one it has: never
  // undated, for then it would never go.
  std::optional<SealedEnds> EndsOfUndo(const SealedCopy& copy, const std::optional<time::Day>& told) {
    for (const auto& table : site_.bound->tables()) {
      if (expr::Format(table->map().name) != copy.table) continue;
      const std::vector<const datamap::FieldGroup*> groups = GroupsIn(*table, copy);
      for (const datamap::FieldGroup* group : GroupsAsked(*table, groups))
        if (!AnswersAll(copy.facts, group->binding)) return std::nullopt;
      SealedEnds ends = undo_ends_.Find(*table, groups, copy.facts);
      if (ends.is_undated) return std::nullopt;
      ends.due = told && ends.last_sweep ? std::min(*told, *ends.last_sweep) : told;
      return ends;
    }
    return std::nullopt;
  }

  const Site& site_;
  const grounds::Question& question_;
  std::map<const datamap::FieldGroup*, EndFinder> finders_;
  UndoEnds undo_ends_;
};

// `ends`: nullopt: only the terms are new.
Status Write(Site& site, const expr::Value& id, const std::optional<SealedEnds>& ends, const std::string& terms) {
  const Dialect dialect = site.store->dialect();
  const auto p = [&](int n) { return Parameter(dialect, n); };
  const std::string sealed = site.store->OwnTable("sealed");
  if (!ends) {
    LOFTE_TRY(site.store->Execute(fmt::format("UPDATE {} SET terms = {} WHERE id = {}", sealed, p(1), p(2)), {terms, id}));
    return {};
  }
  LOFTE_TRY(site.store->Execute(
      fmt::format("UPDATE {} SET due = {}, late = {}, is_undated = {}, examined_by = {}, charged = {}, terms = {} WHERE id = {}", sealed,
                  p(1), p(2), p(3), p(4), p(5), p(6), p(7)),
      {StoredDay(dialect, ends->due), StoredDay(dialect, ends->late), StoredFlag(dialect, ends->is_undated), JoinWords(ends->examined_by),
       JoinWords(ends->charged), terms, id}));
  return {};
}

std::string TermsNow(const Site& site, const grounds::Question& question) {
  return TermsOf(site.bound->policy(), site.bound->map(), question);
}

}  // namespace

Status RedateSealed(Site& site, const grounds::Question& question) {
  const Dialect dialect = site.store->dialect();
  const std::string terms = TermsNow(site, question);
  Redater redater(site, question);
  while (true) {
    LOFTE_ASSIGN(auto transaction, site.store->Begin());
    LOFTE_ASSIGN(const stores::Rows rows,
                 site.store->Query(fmt::format("SELECT {} FROM {} WHERE terms <> {} AND kind <> 'gone' ORDER BY id LIMIT {}", kColumns,
                                               site.store->OwnTable("sealed"), Parameter(dialect, 1), kCopiesABatch),
                                   {terms}));
    if (rows.rows.empty()) return {};
    for (const auto& row : rows.rows) LOFTE_TRY(Write(site, row[0], redater.EndsOf(row), terms));
    LOFTE_TRY(transaction->Commit());
    site.store->Yield();
  }
}

const datamap::FieldGroup* AnsweredGroup(const Site& site, const SealedCopy& copy) {
  const datamap::FieldGroup* group = GroupOf(site, copy);
  return group != nullptr && AnswersAll(copy.facts, group->binding) ? group : nullptr;
}

Result<DueAnew> ForetellRedated(Site& site, const grounds::Question& question) {
  const Dialect dialect = site.store->dialect();
  const time::Day today = question.zone.DayOf(question.at);
  const std::string terms = TermsNow(site, question);
  const std::string sql =
      fmt::format("SELECT {0}, due FROM {1} AS t WHERE terms <> {2} AND kind <> 'gone' AND id > {3} AND NOT ({4}) ORDER BY id LIMIT {5}",
                  kColumns, site.store->OwnTable("sealed"), Parameter(dialect, 1), Parameter(dialect, 2),
                  sql::Condition(site.bound->SealedIsHeld(), dialect, "t"), kCopiesABatch);
  Redater redater(site, question);
  DueAnew anew;
  const auto is_due = [&](const std::optional<time::Day>& day) { return day && *day <= today ? 1 : 0; };
  for (expr::Value last = std::string();;) {
    LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(sql, {terms, last}));
    if (rows.rows.empty()) return anew;
    for (const auto& row : rows.rows)
      if (const std::optional<SealedEnds> ends = redater.EndsOf(row))
        (Redater::IsBlocked(row) ? anew.blocked : anew.undo) += is_due(ends->due) - is_due(DayOf(row.at(7)));
    last = rows.rows.back()[0];
  }
}

}  // namespace lofte::engine
