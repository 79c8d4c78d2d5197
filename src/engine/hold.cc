#include "engine/hold.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/utf8.h"
#include "base/words.h"
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
  // One that stands has stood since it was added first.
  const std::string sql = fmt::format(
      "INSERT INTO {0} AS h (subject_key, purpose, state, since, until, reference) VALUES ({1}, '', {2}, {3}, NULL, {4}) "
      "ON CONFLICT (subject_key, purpose, state, reference) DO UPDATE SET until = NULL, "
      "since = CASE WHEN h.until IS NULL OR h.until > excluded.since THEN h.since ELSE excluded.since END",
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

// When the reference was released, where nothing stands under it any more; nullopt: something does, or nothing ever did.
Result<std::optional<time::Instant>> ReleasedAt(const HoldRequest& request, std::vector<Site>& sites, ledger::Ledger& ledger,
                                                time::Instant now) {
  LOFTE_ASSIGN(const std::vector<ledger::HoldRecord> known, ledger.Holds());
  std::optional<time::Instant> released;
  const auto add = [&](time::Instant until) { released = std::max(until, released.value_or(until)); };
  for (const ledger::HoldRecord& hold : known) {
    if (hold.reference != request.reference || hold.state != NameOf(request.kind)) continue;
    if (!hold.until) return std::optional<time::Instant>();
    add(*hold.until);
  }
  for (Site& site : sites) {
    LOFTE_ASSIGN(const bool has_schema, site.store->HasSchema());
    if (!has_schema) continue;
    const stores::Dialect dialect = site.store->dialect();
    LOFTE_ASSIGN(const stores::Rows rows,
                 site.store->Query(fmt::format("SELECT until FROM {} WHERE reference = {} AND state = {} AND purpose = ''",
                                               site.store->OwnTable("subject_state"), Parameter(dialect, 1), Parameter(dialect, 2)),
                                   {request.reference, std::string(NameOf(request.kind))}));
    for (const auto& row : rows.rows) {
      const std::optional<time::Instant> until = MomentOf(row[0]);
      if (!until || *until > now) return std::optional<time::Instant>();
      add(*until);
    }
  }
  return released;
}

// Records what stands in the store, which has it already.
Status NoteHold(Site& site, const HoldRequest& request, ledger::Ledger& ledger, time::Instant now) {
  LOFTE_ASSIGN(const std::vector<ledger::HoldRecord> open, OpenHoldsOf(*site.store));
  std::int64_t people = 0;
  for (const ledger::HoldRecord& hold : open)
    if (hold.reference == request.reference && hold.state == NameOf(request.kind)) people = hold.people;
  return ledger.AddHold({request.reference, NameOf(request.kind), site.store->name(), now, std::nullopt, people});
}

// Of the act in one store, and open for it in the ledger; sets `of.was_recorded`.
Status CloseInLedger(const std::string& reference, ledger::Ledger& ledger, time::Instant now, Lifted& of) {
  LOFTE_ASSIGN(const std::vector<ledger::HoldRecord> known, ledger.Holds());
  of.was_recorded = std::any_of(known.begin(), known.end(), [&](const ledger::HoldRecord& hold) {
    return hold.reference == reference && hold.store == of.store && !hold.until;
  });
  return of.was_recorded ? ledger.ReleaseHold(reference, of.store, now) : Status();
}

// How many people.
Result<std::int64_t> Lift(Site& site, const std::string& reference, time::Instant now) {
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
  return rows;
}

// Open in the ledger, of whatever store, or in one of these.
Result<std::vector<ledger::HoldRecord>> OpenHolds(std::vector<Site>& sites, ledger::Ledger& ledger) {
  LOFTE_ASSIGN(std::vector<ledger::HoldRecord> open, ledger.Holds());
  open.erase(std::remove_if(open.begin(), open.end(), [](const ledger::HoldRecord& hold) { return hold.until.has_value(); }), open.end());
  for (Site& site : sites) {
    LOFTE_ASSIGN(const std::vector<ledger::HoldRecord> of_store, OpenHoldsOf(*site.store));
    open.insert(open.end(), of_store.begin(), of_store.end());
  }
  return open;
}

// What is said of an act that has ended half-way: what failed; where the hold stands, and what the ledger has of it; what to do.

// Whether it was done or not, running again settles it.
ErrorCode HalfDone(const Error& error) { return error.code == ErrorCode::kInDoubt ? error.code : ErrorCode::kInterrupted; }

std::string Listed(const std::vector<std::string>& stores) {
  return (stores.size() == 1 ? "store `" : "stores `") + fmt::format("{}", fmt::join(stores, "`, `")) + "`";
}

Error NotAdded(const Error& error, const HoldRequest& request, const std::string& store, const std::vector<std::string>& stands) {
  const bool is_known = error.code != ErrorCode::kInDoubt;
  const std::string again = ": run the same `lofte hold add` again";
  if (!stands.empty())
    return {HalfDone(error),
            fmt::format("{}; the {} `{}` stands in {}, and in the ledger for it, and {} been added in store `{}`{}", error.message,
                        NameOf(request.kind), request.reference, Listed(stands), is_known ? "has not" : "may have", store, again)};
  if (!is_known)
    return {error.code, fmt::format("{}; whether the {} `{}` stands in store `{}` is not known, and the ledger has not recorded it{}",
                                    error.message, NameOf(request.kind), request.reference, store, again)};
  return {error.code, fmt::format("{}; the {} `{}` has not been added", error.message, NameOf(request.kind), request.reference)};
}

Error NotNoted(const Error& error, const HoldRequest& request, const std::string& store) {
  return {HalfDone(error),
          fmt::format("{}; the {} `{}` stands in store `{}`, where nothing about that person is swept from now on, but the "
                      "ledger has not recorded it: mend that, and run the same `lofte hold add` again",
                      error.message, NameOf(request.kind), request.reference, store)};
}

// The ledger comes first, so of this store nothing has happened.
Error NotReleased(const Error& error, const std::string& reference, const Lifted& of, const std::vector<Lifted>& lifted) {
  std::vector<std::string> before;
  for (const Lifted& done : lifted) before.push_back(done.store);
  return {before.empty() ? error.code : HalfDone(error),
          fmt::format("{}; {}the hold `{}` stands in store `{}` as before: mend that, and run the same `lofte hold release` again",
                      error.message, before.empty() ? "" : "it is released in " + Listed(before) + ", and ", reference, of.store)};
}

Error NotLifted(const Error& error, const std::string& reference, const Lifted& of, const std::vector<Lifted>& lifted) {
  const bool is_known = error.code != ErrorCode::kInDoubt;
  return {
      of.was_recorded || !lifted.empty() ? HalfDone(error) : error.code,
      fmt::format("{}; {}the hold `{}` {} in store `{}`, where nothing about that person is swept: run the same `lofte hold release` again",
                  error.message, of.was_recorded ? "the ledger has it as released, and " : "", reference,
                  is_known ? "stands" : "may still stand", of.store)};
}

Error NoSuchHold(const std::string& reference, const std::vector<ledger::HoldRecord>& open) {
  std::set<std::string> references;
  for (const ledger::HoldRecord& hold : open) references.insert(hold.reference);
  const std::string others = references.empty()       ? "none is open"
                             : references.size() == 1 ? "one is open, and `lofte hold list` shows it"
                                                      : fmt::format("{} are open, and `lofte hold list` shows them", references.size());
  return {ErrorCode::kNotFound, fmt::format("no open hold has the reference `{}`: {}", reference, others)};
}

// The ledger has it open, of a store that is in no workspace of today: it stands there, for all that anybody knows.
Error HeldElsewhere(const std::string& reference, const std::vector<ledger::HoldRecord>& open, const std::vector<Lifted>& lifted) {
  std::vector<std::string> stores;
  for (const ledger::HoldRecord& hold : open)
    if (hold.reference == reference) AddOnce(stores, hold.store);
  if (lifted.empty())
    return {ErrorCode::kNotFound,
            fmt::format("the hold `{}` is of {}, which `lofte.yaml` does not name: name it, so that the hold is lifted there", reference,
                        Listed(stores))};
  std::vector<std::string> done;
  for (const Lifted& of : lifted) done.push_back(of.store);
  return {ErrorCode::kInterrupted,
          fmt::format("the hold `{}` is released in {}, and stands in {}, which `lofte.yaml` does not name: name it, and run the same "
                      "`lofte hold release` again",
                      reference, Listed(done), Listed(stores))};
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
  LOFTE_ASSIGN(const std::optional<time::Instant> released, ReleasedAt(request, sites, ledger, now));
  if (released)
    return Fail(ErrorCode::kConflict,
                fmt::format("the {0} `{1}` was released at {2}, and what is said of it says from when to when it stood: give the new one a "
                            "reference of its own, such as `{1}/2`",
                            NameOf(request.kind), request.reference, time::Format(*released)));
  std::vector<std::string> stands;
  for (const Place& place : places) {
    const std::string& store = place.site->store->name();
    if (Status written = WriteHold(*place.site, request, place.key, now); !written)
      return Fail(NotAdded(written.error(), request, store, stands));
    if (Status noted = NoteHold(*place.site, request, ledger, now); !noted) return Fail(NotNoted(noted.error(), request, store));
    AddOnce(stands, store);
  }
  return {};
}

Result<std::vector<Lifted>> ReleaseHold(const std::string& reference, std::vector<Site>& sites, ledger::Ledger& ledger, time::Instant now) {
  LOFTE_ASSIGN(const std::vector<ledger::HoldRecord> open, OpenHolds(sites, ledger));
  if (std::none_of(open.begin(), open.end(), [&](const ledger::HoldRecord& hold) { return hold.reference == reference; }))
    return Fail(NoSuchHold(reference, open));
  std::vector<Lifted> lifted;
  for (Site& site : sites) {
    Lifted of{site.store->name()};
    if (Status closed = CloseInLedger(reference, ledger, now, of); !closed) return Fail(NotReleased(closed.error(), reference, of, lifted));
    const Result<std::int64_t> people = Lift(site, reference, now);
    if (!people) return Fail(NotLifted(people.error(), reference, of, lifted));
    of.people = *people;
    if (of.people > 0 || of.was_recorded) lifted.push_back(of);
  }
  LOFTE_ASSIGN(const std::vector<ledger::HoldRecord> left, OpenHolds(sites, ledger));
  const auto is_of_it = [&](const ledger::HoldRecord& hold) { return hold.reference == reference; };
  if (std::any_of(left.begin(), left.end(), is_of_it)) return Fail(HeldElsewhere(reference, left, lifted));
  return lifted;
}

}  // namespace lofte::engine
