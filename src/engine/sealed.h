// The sealed copies of a store: whose key they need, what verify asks of them, and how one is shown. Their ends under new terms: redate.h.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/held.h"
#include "engine/sealed_copy.h"
#include "engine/site.h"

namespace lofte::engine {

// kRefused where the store has copies that the site's key does not open, or has copies and the site no key: a sweep could not tell their
// ends when the terms change.
Status CheckSealingKey(Site& site);

// Some copies of one table with the same promises.
struct SealedCount {
  std::string table;                              // whose values they were, with the store's name
  std::vector<std::string> examined_by, charged;  // promises
  bool is_undated = false;
  std::int64_t copies = 0, late = 0, held = 0;  // `held`: late but for a hold or a restriction
  std::optional<time::Day> late_since;
};
// In the caller's snapshot; nothing where there are none.
Result<std::vector<SealedCount>> CountSealed(Site& site, const grounds::Question& question);

// Copies of what is blocked that are to be destroyed on one day, for the same promises.
struct CopiesDue {
  time::Day due;
  std::vector<std::string> charged;  // promises that break if they are not
  std::int64_t copies = 0;
};
// Those due on `last` or before, but for what a hold or a restriction keeps. In the caller's snapshot.
Result<std::vector<CopiesDue>> CopiesDueUntil(Site& site, time::Day last);

// Nothing where the days of all copies were found by the terms of the site's policy and map. Else how many were not, in words: what is said
// of them is by former terms, until the next sweep. In the caller's snapshot.
Result<std::optional<std::string>> RemarkOfFormerTerms(Site& site, const grounds::Question& question);

// The copy in a row of `sealed` that begins with id, source_table, row_digest and ciphertext. Precondition: the site has a key. Errors:
// kInvalid.
Result<SealedCopy> OpenCopy(const Site& site, const std::vector<expr::Value>& row, const time::Zone& zone);

// One copy of a row, without what it holds. Its days are those that the last sweep found; what is in it is named, and no value of it leaves
// the function that opens it for that.
struct SealedView {
  time::Day sealed_on;                            // in the zone of the question
  std::optional<time::Day> due;                   // the first day on which it may be destroyed; nullopt: never, by these terms
  std::optional<time::Day> late;                  // and on which it breaks a promise
  bool is_undated = false;                        // never destroyed, always counted
  bool is_held = false;                           // stays while somebody whom it is about has a hold or a restriction
  std::vector<std::string> examined_by, charged;  // promises: whose rules apply; which are broken from `late` on
  std::string undoes;                             // the run that took it, for which it can be put back until `due`; empty: it is blocked
  std::vector<HoldOn> holds;                      // what it is held by
  bool is_readable = true;                        // false: somebody has changed it, so that nobody can open it any more
  std::vector<std::string> fields, beside;        // columns: of the values about somebody, and what else stood in the row
  // The group that the values belong to, as the map has it now, and the facts by which its rules can be told; nullptr where they are of
  // none, where the facts do not tell, and of what can be put back.
  const datamap::FieldGroup* group = nullptr;
  grounds::Facts facts{time::Zone::Utc()};
};
struct SealedOfRow {
  std::vector<SealedView> copies;  // in the order in which they were sealed
  std::int64_t unknown = 0;        // copies of rows of this table that only another key can tell apart
};
// In the caller's snapshot. `row_key`: as ReadRowKeys has it, or as the store returns it.
Result<SealedOfRow> SealedOf(Site& site, const expr::TableName& table, const std::vector<std::pair<std::string, expr::Value>>& row_key,
                             const grounds::Question& question);

struct OpenedCopies {
  std::vector<SealedCopy> copies;  // never empty
  std::int64_t unreadable = 0;     // of the same row, which somebody has changed, so that nobody can open them any more
};
// What is blocked of one row, opened; nothing of what can be put back, whose ground has ended. `key`: of the row, as Explain takes it.
// Errors: kNotFound, kRefused (no key), kInvalid (none of them opens).
Result<OpenedCopies> OpenSealed(Site& site, const expr::TableName& table, const std::string& key, const time::Zone& zone);

// What is blocked of some row of the table, the first that was sealed, opened; nullopt: there is none. For a demo, which needs a row to
// show. Precondition: the site has a key.
Result<std::optional<SealedCopy>> OpenSome(Site& site, const expr::TableName& table, const time::Zone& zone);

}  // namespace lofte::engine
