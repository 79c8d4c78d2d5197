#include "engine/held.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/journal.h"
#include "engine/site.h"

namespace lofte::engine {

namespace {

const ledger::HoldRecord* Find(const std::vector<ledger::HoldRecord>& holds, const ledger::HoldRecord& like) {
  const auto found = std::find_if(holds.begin(), holds.end(), [&](const ledger::HoldRecord& hold) {
    return !hold.until && hold.store == like.store && hold.reference == like.reference && hold.state == like.state;
  });
  return found == holds.end() ? nullptr : &*found;
}

std::string People(std::int64_t people) { return people == 1 ? "one person" : std::to_string(people) + " people"; }

std::string RemarkOfLost(const ledger::HoldRecord& known, std::int64_t held) {
  return fmt::format("store `{}` holds {} of the {} that the ledger knows under `{}`: add the {} again, or release it", known.store,
                     held == 0 ? "nobody" : std::to_string(held), People(known.people), known.reference, known.state);
}

std::string RemarkOfUnknown(const ledger::HoldRecord& hold) {
  return fmt::format(
      "store `{}` holds {} under `{}` (a {}), of which the ledger knows nothing, or that it is released: nothing about them "
      "is swept; `lofte hold add` with the same reference records it, `lofte hold release` lifts it",
      hold.store, People(hold.people), hold.reference, hold.state);
}

}  // namespace

Result<std::vector<ledger::HoldRecord>> OpenHoldsOf(stores::Store& store) {
  std::vector<ledger::HoldRecord> holds;
  LOFTE_ASSIGN(const bool has_schema, store.HasSchema());
  if (!has_schema) return holds;
  LOFTE_ASSIGN(const time::Instant now, store.Now());
  LOFTE_ASSIGN(const stores::Rows rows,
               store.Query(fmt::format("SELECT reference, state, min(since), count(*) FROM {} WHERE state IN ('hold', "
                                       "'restriction') AND purpose = '' AND (until IS NULL OR until > {}) GROUP BY reference, state "
                                       "ORDER BY reference, state",
                                       store.OwnTable("subject_state"), Parameter(store.dialect(), 1)),
                           {StoredMoment(store.dialect(), now)}));
  for (const auto& row : rows.rows)
    holds.push_back(
        {TextOf(row[0]), TextOf(row[1]), store.name(), MomentOf(row[2]).value_or(time::Instant()), std::nullopt, expr::IntegerOf(row[3])});
  return holds;
}

namespace {

// `from`: what to read, and whose; its first parameter is `of`.
Result<std::vector<HoldOn>> OpenOn(stores::Store& store, const std::string& from, const expr::Value& of, time::Instant at) {
  std::vector<HoldOn> holds;
  LOFTE_ASSIGN(const bool has_schema, store.HasSchema());
  if (!has_schema) return holds;
  LOFTE_ASSIGN(const stores::Rows rows,
               store.Query(fmt::format("SELECT {} AND s.state IN ('hold', 'restriction') AND s.purpose = '' AND (s.until IS NULL OR "
                                       "s.until > {}) ORDER BY s.since, s.reference, s.state",
                                       from, Parameter(store.dialect(), 2)),
                           {of, StoredMoment(store.dialect(), at)}));
  for (const auto& row : rows.rows) holds.push_back({TextOf(row[0]), TextOf(row[1]), TextOf(row[2]), MomentOf(row[3])});
  return holds;
}

}  // namespace

Result<std::vector<HoldOn>> HoldsOn(stores::Store& store, const std::string& role, const expr::Value& key, time::Instant at) {
  LOFTE_ASSIGN(std::vector<HoldOn> holds, OpenOn(store,
                                                 fmt::format("'', s.reference, s.state, s.since FROM {} s WHERE s.subject_key = {}",
                                                             store.OwnTable("subject_state"), Parameter(store.dialect(), 1)),
                                                 key, at));
  for (HoldOn& hold : holds) hold.role = role;
  return holds;
}

Result<std::vector<HoldOn>> HoldsOnCopy(stores::Store& store, const std::string& copy, time::Instant at) {
  return OpenOn(
      store,
      fmt::format("p.role, s.reference, s.state, s.since FROM {} s JOIN {} p ON p.subject_key = s.subject_key WHERE p.sealed = {}",
                  store.OwnTable("subject_state"), store.OwnTable("sealed_person"), Parameter(store.dialect(), 1)),
      copy, at);
}

Result<HoldGaps> FindHoldGaps(stores::Store& store, const std::vector<ledger::HoldRecord>& known) {
  LOFTE_ASSIGN(const std::vector<ledger::HoldRecord> open, OpenHoldsOf(store));
  HoldGaps gaps;
  for (const ledger::HoldRecord& hold : known) {
    if (hold.until || hold.store != store.name()) continue;
    const ledger::HoldRecord* here = Find(open, hold);
    const std::int64_t held = here == nullptr ? 0 : here->people;
    if (held >= hold.people) continue;
    gaps.lost.push_back(hold);
    gaps.lost.back().people = held;
    gaps.remarks.push_back(RemarkOfLost(hold, held));
  }
  for (const ledger::HoldRecord& hold : open) {
    if (Find(known, hold) != nullptr) continue;
    gaps.unknown.push_back(hold);
    gaps.remarks.push_back(RemarkOfUnknown(hold));
  }
  return gaps;
}

}  // namespace lofte::engine
