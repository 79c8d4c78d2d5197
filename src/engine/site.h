// One store as a run sees it: the connection, its live schema, and the data map bound to it.
//
// A Site borrows the policy and the map; used by one thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/issue.h"
#include "base/result.h"
#include "datamap/bind.h"
#include "policy/policy.h"
#include "seal/key.h"
#include "stores/store.h"

namespace lofte::engine {

struct Site {
  std::unique_ptr<stores::Store> store;
  std::unique_ptr<stores::Catalogue> catalogue;
  std::unique_ptr<datamap::BoundMap> bound;
  bool seals = false;              // what is blocked is sealed (grounds::Question::seals says the same)
  int undo_days = 0;               // for so long what a sweep deletes or erases can be put back; 0: not at all
  const seal::Key* key = nullptr;  // borrowed; by which it is. Only a sweep, a release and an undo need it
};

enum class Access {
  kRead,   // look only: holds are read if Løfte's schema is there
  kWrite,  // creates Løfte's schema in the store
};

// Reads the catalogue, checks the map against it and binds. What the author should mend goes into `issues`; with errors among them the
// result is kInvalid.
Result<Site> OpenSite(std::unique_ptr<stores::Store> store, const policy::Policy& policy, const datamap::DataMap& map,
                      const time::Zone& zone, Access access, Issues& issues);

// One run at a time has them, of whatever command: freed with the value, or by the death of the process.
using RunLocks = std::vector<std::unique_ptr<stores::Transaction>>;
// kBusy when somebody else has one of them.
Result<RunLocks> TakeRunLocks(std::vector<Site>& sites);

// Whether every mapped table may be read, asked by reading nothing. Errors: kUnavailable for a lacking right.
Status MayRead(Site& site);

// Reads what Løfte's own tables in the store hold, in the caller's snapshot. Formulas made afterwards ask about ended grounds only if there
// are any, and about holds only if there are any (kIfAny, for questions) or in any case (kAlways, for a sweep: one may come while it runs).
enum class AskHolds { kIfAny, kAlways };
// Which holds and ended grounds are open: those at T, or, for what a sweep does or would do, at T and now, whichever is later.
enum class Asks { kAboutT, kForASweep };
Status ReadPersonState(Site& site, time::Instant at, Asks asks, AskHolds holds);

// A moment, a day, a flag as Løfte's own tables in a store of this kind keep it.
expr::Value StoredMoment(stores::Dialect dialect, time::Instant moment);
expr::Value StoredDay(stores::Dialect dialect, const std::optional<time::Day>& day);
expr::Value StoredFlag(stores::Dialect dialect, bool flag);
// And back, as a store of either kind returns them. "" and nullopt: it is NULL, or none.
std::string TextOf(const expr::Value& value);
std::optional<time::Instant> MomentOf(const expr::Value& value);
std::optional<time::Day> DayOf(const expr::Value& value);

}  // namespace lofte::engine
