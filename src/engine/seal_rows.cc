#include "engine/seal_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/sha256.h"
#include "base/words.h"
#include "engine/journal.h"
#include "sql/print.h"

namespace lofte::engine {

using stores::Dialect;

namespace {

// Rows that one statement names, and that are in memory with all that they hold.
constexpr std::size_t kRowsNamed = 500;

std::string StoredKind(SealedCopy::Kind kind) {
  if (kind == SealedCopy::Kind::kBlocked) return "blocked";
  return kind == SealedCopy::Kind::kGone ? "gone" : "undo";
}

// Rows by their keys; `rows`: the values of the key's columns.
std::string KeyCondition(const std::vector<std::string>& columns, const std::vector<std::vector<expr::Value>>& rows, Dialect dialect) {
  std::string key, list;
  for (const std::string& column : columns) key += (key.empty() ? "t." : ", t.") + sql::Identifier(column);
  const bool is_row = columns.size() > 1;
  for (const std::vector<expr::Value>& row : rows) {
    std::string values;
    for (const expr::Value& value : row) values += (values.empty() ? "" : ", ") + sql::Literal(value, dialect);
    list += (list.empty() ? "" : ", ") + (is_row ? "(" + values + ")" : values);
  }
  if (!is_row) return fmt::format("{} IN ({})", key, list);
  return fmt::format("({}) IN ({}{})", key, dialect == Dialect::kSqlite ? "VALUES " : "", list);
}

// A position is that of one row, and stays so while the row is locked: it names a row whatever its key is. In a partitioned table it may be
// that of several, and some tables have none.
bool IsNamedByPosition(const Step& step) {
  const stores::Table& table = step.bound->table();
  return step.key.empty() || (table.partitions.empty() && !table.without_row_position);
}

template <typename T, typename F>
void ForEachPart(const std::vector<T>& all, const F& each) {
  for (std::size_t at = 0; at < all.size(); at += kRowsNamed) {
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(at);
    each(begin, begin + static_cast<std::ptrdiff_t>(std::min(kRowsNamed, all.size() - at)));
  }
}

std::string Columns(const std::vector<std::string>& key) {
  std::string columns;
  for (const std::string& column : key) columns += (columns.empty() ? "t." : ", t.") + sql::Identifier(column);
  return columns;
}

}  // namespace

CopyMaker& RowSealer::MakerOf(const Step& step) {
  std::unique_ptr<CopyMaker>& maker = makers_[&step];
  if (maker) return *maker;
  if (!step.sealed.empty())
    maker = MakeBlockedCopies(site_, step, question_);
  else if (!step.undo.empty())
    maker = MakeUndoCopies(site_, step, question_);
  else
    maker = MakeTraces(site_, step, question_);
  return *maker;
}

// The rows are locked by this, so that what is read of them is what is taken.
Result<std::vector<std::string>> RowSealer::Name(const Step& step, const std::string& condition) const {
  const Dialect dialect = site_.store->dialect();
  const bool by_position = IsNamedByPosition(step);
  const std::string columns = by_position ? site_.store->PositionOf("t") : Columns(step.key);
  LOFTE_ASSIGN(const stores::Rows found, site_.store->Query(FindSql(step, dialect, condition, columns)));
  std::vector<std::string> conditions;
  if (!by_position) {
    ForEachPart(found.rows, [&](auto begin, auto end) { conditions.push_back(KeyCondition(step.key, {begin, end}, dialect)); });
    return conditions;
  }
  std::vector<std::int64_t> positions;
  for (const std::vector<expr::Value>& row : found.rows) positions.push_back(expr::IntegerOf(row.at(0)));
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  ForEachPart(positions, [&](auto begin, auto end) { conditions.push_back(site_.store->PositionCondition({begin, end}, "t")); });
  return conditions;
}

Result<RowSealer::Sealed> RowSealer::Seal(const Step& step, const std::string& condition) {
  Sealed sealed;
  LOFTE_ASSIGN(sealed.conditions, Name(step, condition));
  CopyMaker& maker = MakerOf(step);
  if (!sealed.conditions.empty()) {
    LOFTE_ASSIGN(ordinal_, NextOrdinal());
  }
  for (const std::string& named : sealed.conditions) {
    LOFTE_ASSIGN(const stores::Rows rows, site_.store->Query(maker.Sql(named)));
    sealed.rows += static_cast<std::int64_t>(rows.rows.size());
    std::vector<NewCopy> copies;
    for (const std::vector<expr::Value>& row : rows.rows) {
      LOFTE_ASSIGN(std::vector<NewCopy> of_row, maker.CopiesOf(row));
      std::move(of_row.begin(), of_row.end(), std::back_inserter(copies));
    }
    LOFTE_TRY(Write(copies));
  }
  return sealed;
}

// Higher than those of all batches of the run before: a run that is taken up goes on counting.
Result<std::int64_t> RowSealer::NextOrdinal() {
  if (ordinal_) return *ordinal_ + 1;
  LOFTE_ASSIGN(const stores::Rows rows,
               site_.store->Query(fmt::format("SELECT coalesce(max(ordinal), 0) FROM {} WHERE run = {}", site_.store->OwnTable("sealed"),
                                              Parameter(site_.store->dialect(), 1)),
                                  {run_}));
  return expr::IntegerOf(rows.rows.at(0).at(0)) + 1;
}

Status RowSealer::Write(const std::vector<NewCopy>& copies) {
  if (copies.empty()) return {};
  const Dialect dialect = site_.store->dialect();
  LOFTE_ASSIGN(const time::Instant now, site_.store->Now());
  std::vector<std::vector<expr::Value>> rows, people;
  for (const auto& [copy, ends] : copies) {
    const std::string id = seal::NewId();
    const std::string digest = DigestOf(key_, copy.table, copy.key);
    for (const auto& [role, subject] : copy.people) people.push_back({id, role, subject});
    rows.push_back({id, StoredKind(copy.kind), copy.table, digest, run_, *ordinal_, StoredMoment(dialect, now),
                    StoredDay(dialect, ends.due), StoredDay(dialect, ends.late),
                    StoredDay(dialect, copy.kind == SealedCopy::Kind::kBlocked ? std::nullopt : ends.due),
                    StoredFlag(dialect, ends.is_undated), JoinWords(ends.examined_by), JoinWords(ends.charged), terms_, key_.id(),
                    expr::Blob{key_.Seal(Encode(copy), AboutOf(id, copy.table, digest))}});
  }
  const auto own = [&](const char* name) -> expr::TableName {
    if (dialect == Dialect::kSqlite) return {site_.store->name(), "", "lofte_" + std::string(name)};
    return {site_.store->name(), stores::kOwnSchema, name};
  };
  LOFTE_TRY(site_.store->Insert(own("sealed"),
                                {"id", "kind", "source_table", "row_digest", "run", "ordinal", "sealed_at", "due", "late", "told",
                                 "is_undated", "examined_by", "charged", "terms", "key_id", "ciphertext"},
                                rows));
  return site_.store->Insert(own("sealed_person"), {"sealed", "role", "subject_key"}, people);
}

std::string DigestOf(const seal::Key& key, const std::string& table, const std::vector<std::pair<std::string, expr::Value>>& row_key) {
  std::string text = table;
  for (const auto& [column, value] : row_key) text += "\n" + column + "=" + sql::Literal(value, Dialect::kSqlite);
  return key.Digest(text);
}

std::string AboutOf(const std::string& id, const std::string& table, const std::string& digest) {
  return id + "\n" + table + "\n" + digest;
}

std::string TermsOf(const policy::Policy& policy, const datamap::DataMap& map, const grounds::Question& question) {
  return Sha256Hex(policy.sha256 + map.sha256 + question.zone.name() + time::TzdataVersion());
}

}  // namespace lofte::engine
