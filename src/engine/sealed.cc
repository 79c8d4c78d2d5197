#include "engine/sealed.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/words.h"
#include "engine/end_finder.h"
#include "engine/journal.h"
#include "engine/key_text.h"
#include "engine/read_facts.h"
#include "engine/seal_rows.h"
#include "engine/undo_ends.h"
#include "seal/key.h"
#include "sql/print.h"

namespace lofte::engine {

using stores::Dialect;

namespace {

std::string TextOf(const expr::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::string() : *text;
}

std::optional<time::Day> DayOf(const expr::Value& value) {
  if (const auto* day = std::get_if<time::Day>(&value)) return *day;
  const Result<time::Day> day = time::ParseDay(TextOf(value));
  return day ? std::optional(*day) : std::nullopt;
}

// As the store keeps it.
time::Instant MomentOf(const expr::Value& value) {
  if (const auto* instant = std::get_if<time::Instant>(&value)) return *instant;
  const Result<time::Instant> instant = time::ParseInstant(TextOf(value), time::Zone::Utc());
  return instant ? *instant : time::Instant{};
}

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

// Finds the ends of copies anew, each by the rules of today and the facts in it.
class Redater {
 public:
  Redater(Site& site, const grounds::Question& question, std::string terms)
      : site_(site), question_(question), terms_(std::move(terms)), undo_ends_(question) {}

  Status Redate(const std::vector<expr::Value>& row) {
    const Result<SealedCopy> copy = OpenCopy(site_, row, question_.zone);
    const bool is_blocked = copy ? copy->kind == SealedCopy::Kind::kBlocked : TextOf(row.at(5)) == "blocked";
    if (is_blocked) return Write(row, copy ? EndsOfBlocked(*copy) : EndsOfSpoilt(row));
    const std::optional<SealedEnds> ends = copy ? EndsOfUndo(*copy, DayOf(row.at(4))) : std::nullopt;
    return ends ? Write(row, *ends) : Keep(row);
  }

 private:
  // Somebody has changed it, so that nobody can open it any more: it stands, and is counted, for the promises that it was for.
  static SealedEnds EndsOfSpoilt(const std::vector<expr::Value>& row) {
    SealedEnds ends;
    ends.is_undated = true;
    ends.examined_by = SplitWords(TextOf(row.at(6)));
    return ends;
  }

  SealedEnds EndsOfBlocked(const SealedCopy& copy) {
    const datamap::FieldGroup* group = GroupOf(site_, copy);
    SealedEnds ends;
    ends.is_undated = true;
    if (group != nullptr && AnswersAll(copy.facts, group->binding))
      ends = finders_.try_emplace(group, group->binding, question_).first->second.Find(copy.facts);
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

  Status Write(const std::vector<expr::Value>& row, const SealedEnds& ends) {
    const Dialect dialect = site_.store->dialect();
    const auto p = [&](int n) { return Parameter(dialect, n); };
    LOFTE_TRY(site_.store->Execute(
        fmt::format("UPDATE {} SET due = {}, late = {}, is_undated = {}, examined_by = {}, charged = {}, terms = {} WHERE id = {}",
                    site_.store->OwnTable("sealed"), p(1), p(2), p(3), p(4), p(5), p(6), p(7)),
        {StoredDay(dialect, ends.due), StoredDay(dialect, ends.late), StoredFlag(dialect, ends.is_undated), JoinWords(ends.examined_by),
         JoinWords(ends.charged), terms_, row[0]}));
    return {};
  }

  Status Keep(const std::vector<expr::Value>& row) {
    LOFTE_TRY(site_.store->Execute(fmt::format("UPDATE {} SET terms = {} WHERE id = {}", site_.store->OwnTable("sealed"),
                                               Parameter(site_.store->dialect(), 1), Parameter(site_.store->dialect(), 2)),
                                   {terms_, row[0]}));
    return {};
  }

  Site& site_;
  const grounds::Question& question_;
  std::string terms_;
  std::map<const datamap::FieldGroup*, EndFinder> finders_;
  UndoEnds undo_ends_;
};

void NameWhatIsIn(const Site& site, const std::vector<expr::Value>& row, const time::Zone& zone, SealedView& view) {
  Result<SealedCopy> copy = OpenCopy(site, row, zone);
  view.is_readable = copy.has_value();
  if (!copy) return;
  for (const auto& [name, value] : copy->values) view.fields.push_back(name);
  for (const auto& [name, value] : copy->beside) view.beside.push_back(name);
  const datamap::FieldGroup* group = copy->kind == SealedCopy::Kind::kBlocked ? GroupOf(site, *copy) : nullptr;
  if (group == nullptr || !AnswersAll(copy->facts, group->binding)) return;
  view.group = group;
  view.facts = std::move(copy->facts);
}

constexpr char kOpened[] = "SELECT id, source_table, row_digest, ciphertext, told, kind, examined_by FROM ";

}  // namespace

Result<SealedCopy> OpenCopy(const Site& site, const std::vector<expr::Value>& row, const time::Zone& zone) {
  const auto* bytes = std::get_if<expr::Blob>(&row.at(3));
  LOFTE_ASSIGN(const std::string plain, site.key->Open(bytes == nullptr ? std::string() : bytes->bytes,
                                                       AboutOf(TextOf(row.at(0)), TextOf(row.at(1)), TextOf(row.at(2)))));
  return Decode(plain, zone);
}

Status CheckSealingKey(Site& site) {
  LOFTE_ASSIGN(const bool has_copies, site.store->HasOwnTable("sealed"));
  if (!has_copies) return {};
  LOFTE_ASSIGN(const stores::Rows rows, site.store->Query("SELECT DISTINCT key_id FROM " + site.store->OwnTable("sealed")));
  for (const auto& row : rows.rows) {
    if (site.key != nullptr && TextOf(row[0]) == site.key->id()) continue;
    return Fail(ErrorCode::kRefused,
                fmt::format("store `{}` has copies that were sealed by key {}, and lofte.yaml names {}: name that key under `sealing:`",
                            site.store->name(), TextOf(row[0]), site.key == nullptr ? "none" : "key " + site.key->id()));
  }
  return {};
}

Status RedateSealed(Site& site, const policy::Policy& policy, const datamap::DataMap& map, const grounds::Question& question) {
  constexpr int kCopiesABatch = 500;
  const Dialect dialect = site.store->dialect();
  const std::string terms = TermsOf(policy, map, question), table = site.store->OwnTable("sealed");
  Redater redater(site, question, terms);
  while (true) {
    LOFTE_ASSIGN(auto transaction, site.store->Begin());
    LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(fmt::format("{}{} WHERE terms <> {} AND kind <> 'gone' ORDER BY id LIMIT {}",
                                                                        kOpened, table, Parameter(dialect, 1), kCopiesABatch),
                                                            {terms}));
    if (rows.rows.empty()) return {};
    for (const auto& row : rows.rows) LOFTE_TRY(redater.Redate(row));
    LOFTE_TRY(transaction->Commit());
    site.store->Yield();
  }
}

Result<std::vector<SealedCount>> CountSealed(Site& site, const grounds::Question& question) {
  std::vector<SealedCount> counts;
  LOFTE_ASSIGN(const bool has_copies, site.store->HasOwnTable("sealed"));
  if (!has_copies) return counts;
  const Dialect dialect = site.store->dialect();
  const std::string late = "t.late <= " + sql::Literal(question.zone.DayOf(question.at), dialect);
  const std::string held = "(" + sql::Condition(site.bound->SealedIsHeld(), dialect, "t") + ")";
  LOFTE_ASSIGN(
      const stores::Rows rows,
      site.store->Query(fmt::format("SELECT source_table, examined_by, charged, is_undated, count(*), count(*) FILTER (WHERE {0} AND NOT "
                                    "{1}), count(*) FILTER (WHERE {0} AND {1}), min(late) FILTER (WHERE {0} AND NOT {1}) FROM {2} AS t "
                                    "WHERE kind <> 'gone' GROUP BY source_table, examined_by, charged, is_undated ORDER BY 1, 2, 3, 4",
                                    late, held, site.store->OwnTable("sealed"))));
  for (const auto& row : rows.rows)
    counts.push_back({TextOf(row[0]), SplitWords(TextOf(row[1])), SplitWords(TextOf(row[2])),
                      row[3] == expr::Value(true) || row[3] == expr::Value(std::int64_t{1}), expr::IntegerOf(row[4]),
                      expr::IntegerOf(row[5]), expr::IntegerOf(row[6]), DayOf(row[7])});
  return counts;
}

Result<std::optional<std::string>> RemarkOfFormerTerms(Site& site, const grounds::Question& question) {
  using Remark = std::optional<std::string>;
  LOFTE_ASSIGN(const bool has_copies, site.store->HasOwnTable("sealed"));
  if (!has_copies) return Remark();
  LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(fmt::format("SELECT count(*) FROM {} WHERE terms <> {} AND kind <> 'gone'",
                                                                      site.store->OwnTable("sealed"), Parameter(site.store->dialect(), 1)),
                                                          {TermsOf(site.bound->policy(), site.bound->map(), question)}));
  const std::int64_t former = expr::IntegerOf(rows.rows.at(0).at(0));
  if (former == 0) return Remark();
  return Remark(fmt::format(
      "store `{}`: the days of {} sealed {} were found by former terms, for policy or data map have changed since the last sweep: "
      "what is said of them here is by those, until `lofte apply` finds them anew",
      site.store->name(), former, former == 1 ? "copy" : "copies"));
}

Result<std::vector<CopiesDue>> CopiesDueUntil(Site& site, time::Day last) {
  std::vector<CopiesDue> due;
  LOFTE_ASSIGN(const bool has_copies, site.store->HasOwnTable("sealed"));
  if (!has_copies) return due;
  const Dialect dialect = site.store->dialect();
  LOFTE_ASSIGN(const stores::Rows rows,
               site.store->Query(fmt::format(
                   "SELECT due, charged, count(*) FROM {} AS t WHERE kind = 'blocked' AND t.due <= {} AND NOT ({}) "
                   "GROUP BY due, charged ORDER BY 1, 2",
                   site.store->OwnTable("sealed"), sql::Literal(last, dialect), sql::Condition(site.bound->SealedIsHeld(), dialect, "t"))));
  for (const auto& row : rows.rows)
    if (const std::optional<time::Day> day = DayOf(row[0])) due.push_back({*day, SplitWords(TextOf(row[1])), expr::IntegerOf(row[2])});
  return due;
}

Result<SealedOfRow> SealedOf(Site& site, const expr::TableName& table, const std::vector<std::pair<std::string, expr::Value>>& row_key,
                             const grounds::Question& question) {
  SealedOfRow of;
  LOFTE_ASSIGN(const bool has_copies, site.store->HasOwnTable("sealed"));
  if (!has_copies) return of;
  const Dialect dialect = site.store->dialect();
  const std::string name = expr::Format(table), sealed = site.store->OwnTable("sealed"), key_id = site.key == nullptr ? "" : site.key->id();
  LOFTE_ASSIGN(const stores::Rows others,
               site.store->Query(fmt::format("SELECT count(*) FROM {} WHERE kind <> 'gone' AND source_table = {} AND key_id <> {}", sealed,
                                             Parameter(dialect, 1), Parameter(dialect, 2)),
                                 {name, key_id}));
  of.unknown = expr::IntegerOf(others.rows.at(0).at(0));
  if (site.key == nullptr) return of;
  LOFTE_ASSIGN(
      const stores::Rows rows,
      site.store->Query(
          fmt::format(
              "SELECT id, source_table, row_digest, ciphertext, sealed_at, due, late, is_undated, ({}), examined_by, charged, kind, "
              "run FROM {} AS t WHERE "
              "kind <> 'gone' AND source_table = {} AND row_digest = {} ORDER BY sealed_at, id",
              sql::Condition(site.bound->SealedIsHeld(), dialect, "t"), sealed, Parameter(dialect, 1), Parameter(dialect, 2)),
          {name, DigestOf(*site.key, name, row_key)}));
  for (const auto& row : rows.rows) {
    SealedView& view = of.copies.emplace_back();
    view.sealed_on = question.zone.DayOf(MomentOf(row[4]));
    view.due = DayOf(row[5]);
    view.late = DayOf(row[6]);
    view.is_undated = FactReader::IsTrue(row[7]);
    view.is_held = FactReader::IsTrue(row[8]);
    view.examined_by = SplitWords(TextOf(row[9]));
    view.charged = SplitWords(TextOf(row[10]));
    if (TextOf(row[11]) == "undo") view.undoes = TextOf(row[12]);
    if (view.is_held) {
      LOFTE_ASSIGN(view.holds, HoldsOnCopy(*site.store, TextOf(row[0]), question.at));
    }
    NameWhatIsIn(site, row, question.zone, view);
  }
  return of;
}

Result<std::vector<SealedCopy>> OpenSealed(Site& site, const expr::TableName& table, const std::string& key, const time::Zone& zone) {
  if (site.key == nullptr) return Fail(ErrorCode::kRefused, "lofte.yaml names no sealing key, so no copy can be opened");
  const datamap::BoundTable* bound = site.bound->Find(table);
  if (bound == nullptr) return Fail(ErrorCode::kInvalid, "the data map has no table `" + expr::Format(table) + "`");
  LOFTE_ASSIGN(const auto row_key, ReadRowKey(bound->table(), site.store->dialect(), key));
  const std::string name = expr::Format(table);
  std::vector<SealedCopy> copies;
  LOFTE_ASSIGN(const stores::Rows rows,
               site.store->Query(
                   fmt::format("{}{} WHERE kind = 'blocked' AND source_table = {} AND row_digest = {} ORDER BY sealed_at, id", kOpened,
                               site.store->OwnTable("sealed"), Parameter(site.store->dialect(), 1), Parameter(site.store->dialect(), 2)),
                   {name, DigestOf(*site.key, name, row_key)}));
  for (const auto& row : rows.rows) {
    LOFTE_ASSIGN(copies.emplace_back(), OpenCopy(site, row, zone));
  }
  if (copies.empty()) return Fail(ErrorCode::kNotFound, "nothing of such a row of `" + name + "` is blocked");
  return copies;
}

Result<std::optional<SealedCopy>> OpenSome(Site& site, const expr::TableName& table, const time::Zone& zone) {
  LOFTE_ASSIGN(const stores::Rows rows,
               site.store->Query(fmt::format("{}{} WHERE kind = 'blocked' AND source_table = {} ORDER BY sealed_at, id LIMIT 1", kOpened,
                                             site.store->OwnTable("sealed"), Parameter(site.store->dialect(), 1)),
                                 {expr::Format(table)}));
  if (rows.rows.empty()) return std::optional<SealedCopy>();
  LOFTE_ASSIGN(SealedCopy copy, OpenCopy(site, rows.rows[0], zone));
  return std::optional(std::move(copy));
}

}  // namespace lofte::engine
