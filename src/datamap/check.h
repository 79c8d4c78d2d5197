// Whether a data map fits the policy whose facts it defines, and the live schema that it names. One check = one small function; codes are
// stable.
//
// Pure; any thread. A map that passed both checks without errors can be bound (bind.h).
#pragma once

#include <vector>

#include "base/issue.h"
#include "base/result.h"
#include "datamap/datamap.h"
#include "expr/codec.h"
#include "policy/policy.h"
#include "stores/catalogue.h"

namespace lofte::datamap {

// Errors: a category, record or activity that the policy does not have; a table with categories and without a person; an event, state or
// condition that is read and no table defines (once, in the policy), or that a rule reads on a table and neither the table nor the registry
// of people defines; a period under a day on a date; a state without an end that a rule waits for; a field that is to be anonymised and
// can't be emptied; rows counted by a column that says something of a person. Warnings: a category that no table holds; a record that no
// table is for; an anonymised row that would still name its person; `serves` without effect; a rule that aggregates and a table that does
// not say by what, and the other way round. A place is in the map where the map can mend it, otherwise in the policy.
void CheckAgainstPolicy(const policy::Policy& policy, const DataMap& map, Issues& issues);

// Errors: a table or column that is not there, or a table mapped twice or inherited from; a key of people, or a link read as one row, that
// is not unique; linked columns, or keys of people, of different types; a key that is another row's and no person's; an event column that
// can't be of its kind, or that is to be kept in a column which is emptied, of another type, NOT NULL or computed; an erased form that the
// schema forbids. Warnings: a key that can be NULL while the map does not say what that
// means; people without a registry and a common type of key; live columns (`unmapped-column`) and tables (`unmapped-table`) that the map
// does not name; tables that are `technical` altogether and refer to people; checks that an erasure will meet; triggers that it would fire
// and the map does not name, and the other way round. Expressions are checked when the map is bound. Tables of stores that `catalogue` has
// no table of are left alone, unless it is empty.
void CheckAgainstCatalogue(const DataMap& map, const stores::Catalogue& catalogue, Issues& issues);

// Error, `event-forgets`: an event is the latest or earliest of rows that go by rules of their own, and no column keeps what they told.
//
// Warnings, `fact-from-erasable`: a fact that a retention rule reads is found in rows of another table that has rules of its own, so that
// it can go before what waits for it. Not so where a foreign key holds the row and the column is never emptied; where the expression asks
// whether there is a row at all
// (`any(link)`), for then the map says what a missing one means; and of the registry of people. Asked with the live schema, which knows the
// foreign keys.
//
// `person-through-erasable`: the key of a person is read in a row where rules of its own end it, and what is about the person here can
// stand longer. The key then stays, and those rules are broken.
void CheckSources(const policy::Policy& policy, const DataMap& map, const stores::Catalogue& catalogue, Issues& issues);

// Warnings, `no-index`: rows are looked up by columns that no index starts with: a foreign key to a table whose rows a sweep deletes, the
// key of a person, the columns of a link. A sweep or a verify then takes the product of two tables' rows, and so does the database's own
// look at its foreign keys. An index on part of the rows (partial) does not count.
void CheckIndexes(const DataMap& map, const stores::Catalogue& catalogue, Issues& issues);

// Live columns of a mapped table, and live tables, that the map does not name: no rule speaks of them. Borrowed from the schema, in its
// order.
std::vector<const stores::Column*> UnmappedColumns(const TableMap& table, const stores::Table& live);
std::vector<const stores::Table*> UnmappedTables(const DataMap& map, const stores::Catalogue& catalogue);

// How the column stands for the event's moment: kind, zone, format of a text, plausible range. Errors: kInvalid when a column of this type
// can't be of that kind; the message names types, never values.
Result<expr::Codec> CodecOf(const Event& event, const stores::Column& column);

// The constant of a `blank: { constant: .. }` in the column's own type: a text becomes the day, instant or uuid that it writes, 0 and 1
// become a truth value where the column holds one. For a type that has no other place here (PostgreSQL's numeric, jsonb, inet ..) it stays
// the text or number that it is, which the database reads: engine::OpenSite asks whether it can. Errors: kInvalid. Precondition: the method
// is kConstant.
Result<expr::Value> ConstantOf(const Blank& blank, const stores::Column& column);
// Its values have no equality but that of their texts: PostgreSQL's json, xml and geometric types, and arrays of them.
bool ComparesAsText(const stores::Column& column);

}  // namespace lofte::datamap
