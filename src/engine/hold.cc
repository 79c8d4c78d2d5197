#include "engine/hold.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "engine/journal.h"
#include "engine/key_text.h"
#include "sql/print.h"

namespace lofte::engine {

namespace {

constexpr std::size_t kLongestReference_bytes = 200;

// Something that can be seen on one line, and nothing that a terminal obeys or that makes the line look like another.
bool IsPrintableLine(const std::string& text) {
  bool some = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = DecodeUtf8(text, at);
    const bool is_separator = point.value == 0x2028 || point.value == 0x2029;
    if (!point.valid || IsControl(point.value) || is_separator) return false;
    const bool has_no_width = (point.value >= 0x200b && point.value <= 0x200f) || point.value == 0x2060 || point.value == 0xfeff;
    some = some || (point.value != ' ' && !has_no_width);
    at += point.bytes;
  }
  return some;
}

const char* NameOf(HoldKind kind) { return kind == HoldKind::kHold ? "hold" : "restriction"; }

// Columns that hold keys of people in this store: of the registry, or, where there is none, of the rows about them.
std::vector<std::pair<expr::TableName, std::string>> KeyColumns(const Site& site) {
  if (const datamap::DataMap::Registry* registry = site.bound->map().RegistryOf(site.store->name()))
    return {{registry->table, registry->key}};
  std::vector<std::pair<expr::TableName, std::string>> columns;
  for (const auto& table : site.bound->tables())
    for (const datamap::Person& person : table->map().persons)
      if (person.key.link.empty()) columns.emplace_back(table->map().name, person.key.column);
  return columns;
}

// The key as the store has it, which may compare texts by other rules than bytes; nullopt: no such person.
Result<std::optional<expr::Value>> FindPerson(Site& site, const expr::Value& key) {
  const stores::Dialect dialect = site.store->dialect();
  std::vector<std::pair<expr::TableName, std::string>> columns = KeyColumns(site);
  // Somebody of whom only sealed copies are left.
  columns.push_back({{site.store->name(), stores::kOwnSchema, "sealed_person"}, "subject_key"});
  for (const auto& [table, column] : columns) {
    LOFTE_ASSIGN(const stores::Rows rows,
                 site.store->Query(fmt::format("SELECT {0} FROM {1} WHERE {0} = {2} LIMIT 1", sql::Identifier(column),
                                               sql::TableRef(table, dialect), Parameter(dialect, 1)),
                                   {key}));
    if (!rows.rows.empty()) return std::optional<expr::Value>(rows.rows[0][0]);
  }
  return std::optional<expr::Value>();
}

bool IsAboutPeople(const Site& site) {
  return std::any_of(site.bound->tables().begin(), site.bound->tables().end(), [](const auto& table) { return !table->groups().empty(); });
}

Status WriteHold(Site& site, const HoldRequest& request, const expr::Value& key, time::Instant now) {
  const stores::Dialect dialect = site.store->dialect();
  const auto p = [&](int n) { return Parameter(dialect, n); };
  LOFTE_ASSIGN(auto transaction, site.store->Begin());
  LOFTE_TRY(site.store->LockPersonState(true));
  const std::string sql = fmt::format(
      "INSERT INTO {0} (subject_key, purpose, state, since, until, reference) VALUES ({1}, '', {2}, {3}, NULL, {4}) "
      "ON CONFLICT (subject_key, purpose, state, reference) DO UPDATE SET since = excluded.since, until = NULL",
      site.store->OwnTable("subject_state"), p(1), p(2), p(3), p(4));
  LOFTE_TRY(site.store->Execute(sql, {key, std::string(NameOf(request.kind)), StoredMoment(dialect, now), request.reference}));
  return transaction->Commit();
}

// A store that may hold rows about the person.
struct Place {
  Site* site;
  expr::Value key;
  bool has_person;
};

// Every store about people in which this can be somebody's key; never empty. A store that could not keep the promise of a hold refuses it.
Result<std::vector<Place>> PlacesOf(const HoldRequest& request, std::vector<Site>& sites) {
  std::vector<Place> places;
  Error none{ErrorCode::kNotFound, "no store holds anything about people"};
  for (Site& site : sites) {
    if (!IsAboutPeople(site)) continue;
    if (site.bound->SubjectKey() == nullptr)
      return Fail(ErrorCode::kInvalid,
                  "in store `" + site.store->name() +
                      "` nobody can be held: its tables know people by keys of different types, and no registry says which "
                      "is which. Name one in the data map, `people:`");
    Result<std::vector<expr::Value>> keys = ReadKey(*site.bound->SubjectKey(), site.store->dialect(), request.subject,
                                                    "the key of a person in store `" + site.store->name() + "`");
    if (!keys) {
      none = keys.error();
      continue;
    }
    // Whoever of them there is; all, where nobody can say which is meant.
    std::vector<Place> found;
    for (const expr::Value& key : *keys) {
      LOFTE_ASSIGN(const std::optional<expr::Value> person, FindPerson(site, key));
      if (person) found.push_back({&site, *person, true});
    }
    if (found.empty())
      for (const expr::Value& key : *keys) found.push_back({&site, key, false});
    places.insert(places.end(), found.begin(), found.end());
  }
  if (places.empty()) return Fail(none);
  return places;
}

}  // namespace

bool IsReference(const std::string& text) { return text.size() <= kLongestReference_bytes && IsPrintableLine(text); }

Status AddHold(const HoldRequest& request, std::vector<Site>& sites, ledger::Ledger& ledger, time::Instant now) {
  if (request.reference.empty()) return Fail(ErrorCode::kInvalid, "a hold needs a reference, your own file number, by which it is lifted");
  if (!IsReference(request.reference))
    return Fail(ErrorCode::kInvalid, "the reference of a hold is one printable line of at most 200 bytes");
  LOFTE_ASSIGN(const std::vector<Place> places, PlacesOf(request, sites));
  if (!request.absent && std::none_of(places.begin(), places.end(), [](const Place& place) { return place.has_person; }))
    return Fail(ErrorCode::kNotFound,
                "no store has a person with this key; if rows still refer to the key of a person who is gone, say --absent");
  for (const Place& place : places) {
    LOFTE_TRY(WriteHold(*place.site, request, place.key, now));
    LOFTE_ASSIGN(const std::vector<ledger::HoldRecord> open, OpenHoldsOf(*place.site->store));
    std::int64_t people = 0;
    for (const ledger::HoldRecord& hold : open)
      if (hold.reference == request.reference && hold.state == NameOf(request.kind)) people = hold.people;
    LOFTE_TRY(ledger.AddHold({request.reference, NameOf(request.kind), place.site->store->name(), now, std::nullopt, people}));
  }
  return {};
}

Result<std::vector<Lifted>> ReleaseHold(const std::string& reference, std::vector<Site>& sites, ledger::Ledger& ledger, time::Instant now) {
  LOFTE_ASSIGN(const std::vector<ledger::HoldRecord> known, ledger.Holds());
  const bool is_known =
      std::any_of(known.begin(), known.end(), [&](const ledger::HoldRecord& hold) { return hold.reference == reference && !hold.until; });
  std::vector<Lifted> lifted;
  for (Site& site : sites) {
    const stores::Dialect dialect = site.store->dialect();
    LOFTE_ASSIGN(auto transaction, site.store->Begin());
    LOFTE_TRY(site.store->LockPersonState(true));
    LOFTE_ASSIGN(
        const std::int64_t rows,
        site.store->Execute(
            fmt::format(
                "UPDATE {0} SET until = {1} WHERE reference = {2} AND (until IS NULL OR until > {1}) AND state IN ('hold', 'restriction')",
                site.store->OwnTable("subject_state"), Parameter(dialect, 1), Parameter(dialect, 2)),
            {StoredMoment(dialect, now), reference}));
    LOFTE_TRY(transaction->Commit());
    if (rows > 0) lifted.push_back({site.store->name(), rows});
    LOFTE_TRY(ledger.ReleaseHold(reference, site.store->name(), now));
  }
  if (lifted.empty() && !is_known)
    return Fail(ErrorCode::kNotFound, "no open hold has the reference `" + reference + "`: `lofte hold list` shows them");
  return lifted;
}

}  // namespace lofte::engine
