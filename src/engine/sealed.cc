#include "engine/sealed.h"

#include <fmt/format.h>

#include "base/words.h"
#include "engine/journal.h"
#include "engine/key_text.h"
#include "engine/read_facts.h"
#include "engine/redate.h"
#include "engine/seal_rows.h"
#include "seal/key.h"
#include "sql/print.h"

namespace lofte::engine {

using stores::Dialect;

namespace {

void NameWhatIsIn(const Site& site, const std::vector<expr::Value>& row, const time::Zone& zone, SealedView& view) {
  Result<SealedCopy> copy = OpenCopy(site, row, zone);
  view.is_readable = copy.has_value();
  if (!copy) return;
  for (const auto& [name, value] : copy->values) view.fields.push_back(name);
  for (const auto& [name, value] : copy->beside) view.beside.push_back(name);
  view.group = copy->kind == SealedCopy::Kind::kBlocked ? AnsweredGroup(site, *copy) : nullptr;
  if (view.group != nullptr) view.facts = std::move(copy->facts);
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
    view.sealed_on = question.zone.DayOf(MomentOf(row[4]).value_or(time::Instant()));
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

Result<OpenedCopies> OpenSealed(Site& site, const expr::TableName& table, const std::string& key, const time::Zone& zone) {
  if (site.key == nullptr) return Fail(ErrorCode::kRefused, "lofte.yaml names no sealing key, so no copy can be opened");
  const datamap::BoundTable* bound = site.bound->Find(table);
  if (bound == nullptr) return Fail(ErrorCode::kInvalid, "the data map has no table `" + expr::Format(table) + "`");
  LOFTE_ASSIGN(const std::vector<RowKey> keys, ReadRowKeys(*site.store, bound->table(), key));
  const std::string name = expr::Format(table);
  OpenedCopies opened;
  Error unreadable;
  for (const RowKey& row_key : keys) {
    LOFTE_ASSIGN(const stores::Rows rows,
                 site.store->Query(
                     fmt::format("{}{} WHERE kind = 'blocked' AND source_table = {} AND row_digest = {} ORDER BY sealed_at, id", kOpened,
                                 site.store->OwnTable("sealed"), Parameter(site.store->dialect(), 1), Parameter(site.store->dialect(), 2)),
                     {name, DigestOf(*site.key, name, row_key)}));
    for (const auto& row : rows.rows) {
      Result<SealedCopy> copy = OpenCopy(site, row, zone);
      if (copy) {
        opened.copies.push_back(std::move(*copy));
      } else {
        unreadable = copy.error();
        ++opened.unreadable;
      }
    }
  }
  if (!opened.copies.empty()) return opened;
  if (opened.unreadable > 0) return Fail(unreadable);
  return Fail(ErrorCode::kNotFound, "nothing of such a row of `" + name + "` is blocked");
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
