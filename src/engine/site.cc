#include "engine/site.h"

#include <algorithm>

#include "datamap/check.h"
#include "sql/print.h"

namespace lofte::engine {

namespace {

// Erased forms that only the database can read: whether it can, as the type of their column.
Status CheckConstants(stores::Store& store, const datamap::DataMap& map, const stores::Catalogue& catalogue, Issues& issues) {
  if (store.dialect() != stores::Dialect::kPostgres) return {};
  for (const datamap::TableMap& table : map.tables) {
    const stores::Table* live = table.name.store == store.name() ? catalogue.Find(table.name) : nullptr;
    for (const datamap::Field& field : table.fields) {
      const stores::Column* column = live == nullptr ? nullptr : live->Find(field.column);
      const bool is_used = !field.category.empty() || !field.link_of.empty();
      if (column == nullptr || column->type != expr::Type::kOther || field.blank.method != datamap::Method::kConstant || !is_used) continue;
      LOFTE_ASSIGN(const expr::Value constant, datamap::ConstantOf(field.blank, *column));
      const auto read =
          store.Query("SELECT CAST(CAST(" + sql::Literal(constant, store.dialect()) + " AS " + column->declared + ") AS text)");
      if (!read && read.error().code == ErrorCode::kUnavailable) return Fail(read.error());
      const auto* text = read ? std::get_if<std::string>(&read->rows.at(0).at(0)) : nullptr;
      std::string help;
      if (text == nullptr)
        help =
            "write a text that the database reads as this type: `'0'` for a number or an amount, `'{}'` for json, jsonb and arrays, "
            "`'0'` for an interval, `'0.0.0.0'` for an address";
      else if (datamap::ComparesAsText(*column) && constant != expr::Value(*text))
        help = "write it as the database does, so that it is known again: `'" + *text + "'`";
      if (help.empty()) continue;
      Add(issues, {Severity::kError, "blank-type",
                   "the constant is no value of column `" + column->name + "` of type `" + column->declared + "`", field.span, help});
    }
  }
  return {};
}

}  // namespace

Result<Site> OpenSite(std::unique_ptr<stores::Store> store, const policy::Policy& policy, const datamap::DataMap& map,
                      const time::Zone& zone, Access access, Issues& issues) {
  Site site;
  LOFTE_ASSIGN(stores::Catalogue catalogue, store->ReadCatalogue());
  site.catalogue = std::make_unique<stores::Catalogue>(std::move(catalogue));
  Issues found;
  datamap::CheckAgainstCatalogue(map, *site.catalogue, found);
  if (!HasErrors(found)) LOFTE_TRY(CheckConstants(*store, map, *site.catalogue, found));
  if (!HasErrors(found)) datamap::CheckSources(policy, map, *site.catalogue, found);
  if (!HasErrors(found)) datamap::CheckIndexes(map, *site.catalogue, found);
  issues.insert(issues.end(), found.begin(), found.end());
  if (HasErrors(found))
    return Fail(ErrorCode::kInvalid, "the data map does not fit store `" + store->name() + "`: `lofte check` shows where");
  site.bound = datamap::BoundMap::Bind(policy, map, *site.catalogue, store->name(), zone, issues);
  if (site.bound == nullptr)
    return Fail(ErrorCode::kInvalid, "an expression of the data map does not fit store `" + store->name() + "`: `lofte check` shows where");
  if (access == Access::kWrite) LOFTE_TRY(store->PrepareSchema(site.bound->SubjectKeyType()));
  site.store = std::move(store);
  LOFTE_TRY(ReadPersonState(site, {0}, Asks::kForASweep, access == Access::kWrite ? AskHolds::kAlways : AskHolds::kIfAny));
  return site;
}

Result<RunLocks> TakeRunLocks(std::vector<Site>& sites) {
  RunLocks locks;
  for (Site& site : sites) {
    LOFTE_ASSIGN(locks.emplace_back(), site.store->TakeRunLock());
  }
  return locks;
}

Status MayRead(Site& site) {
  for (const auto& table : site.bound->tables())
    LOFTE_TRY(site.store->Query("SELECT 1 FROM " + sql::TableRef(table->map().name, site.store->dialect()) + " LIMIT 0"));
  return {};
}

expr::Value StoredMoment(stores::Dialect dialect, time::Instant moment) {
  if (dialect != stores::Dialect::kSqlite) return moment;
  // In whole seconds, so that the order of the texts is that of the moments.
  return time::Format(time::Instant{moment.us - (moment.us % time::kMicrosPerSecond + time::kMicrosPerSecond) % time::kMicrosPerSecond});
}

expr::Value StoredDay(stores::Dialect dialect, const std::optional<time::Day>& day) {
  if (!day) return expr::Null{};
  return dialect == stores::Dialect::kSqlite ? expr::Value(time::Format(*day)) : expr::Value(*day);
}

expr::Value StoredFlag(stores::Dialect dialect, bool flag) {
  return dialect == stores::Dialect::kSqlite ? expr::Value(std::int64_t{flag}) : expr::Value(flag);
}

Status ReadPersonState(Site& site, time::Instant at, Asks asks, AskHolds holds) {
  const stores::Dialect dialect = site.store->dialect();
  LOFTE_ASSIGN(const time::Instant now, site.store->Now());
  const time::Instant after = asks == Asks::kForASweep ? std::max(at, now) : at;
  datamap::PersonState state{holds == AskHolds::kAlways, false, StoredMoment(dialect, after)};
  LOFTE_ASSIGN(const bool has_schema, site.store->HasSchema());
  if (has_schema) {
    LOFTE_ASSIGN(const stores::Rows rows, site.store->Query("SELECT DISTINCT state FROM " + site.store->OwnTable("subject_state") +
                                                            " WHERE until IS NULL OR until > " + sql::Literal(*state.open_after, dialect)));
    if (!rows.rows.empty() && site.bound->SubjectKey() == nullptr)
      return Fail(ErrorCode::kRefused,
                  "store `" + site.store->name() +
                      "` has holds or ended grounds, and its tables know people by keys of different types, so nobody can "
                      "tell whose: name the registry of people in the data map");
    for (const auto& row : rows.rows) (row[0] == expr::Value(std::string("ended")) ? state.ended : state.held) = true;
  }
  site.bound->SetPersonState(state);
  return {};
}

std::string TextOf(const expr::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::string() : *text;
}

std::optional<time::Instant> MomentOf(const expr::Value& value) {
  if (const auto* instant = std::get_if<time::Instant>(&value)) return *instant;
  const Result<time::Instant> read = time::ParseInstant(TextOf(value), time::Zone::Utc());
  return read ? std::optional(*read) : std::nullopt;
}

std::optional<time::Day> DayOf(const expr::Value& value) {
  if (const auto* day = std::get_if<time::Day>(&value)) return *day;
  const Result<time::Day> read = time::ParseDay(TextOf(value));
  return read ? std::optional(*read) : std::nullopt;
}

}  // namespace lofte::engine
