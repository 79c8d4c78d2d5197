// What holds a row of a store in its place: the rows that reference it. And what a formula reads beside its own row.
//
// Pure; borrows nothing after it returns.
#pragma once

#include <set>
#include <vector>

#include "datamap/bind.h"
#include "stores/catalogue.h"

namespace lofte::engine {

// The foreign keys of `child`, and what nobody has declared: the keys of its persons, since a person's row stands while a row about that
// person does, or nobody would know any more when it ends; and the links through which it reads them, since the row that holds the key
// stands as long. A key that is read in the row at the end of a link counts as that row's own.
std::vector<stores::ForeignKey> ReferencesOf(const datamap::BoundMap& bound, const stores::Table& child);

// The tables whose rows the formula asks about.
std::set<expr::TableName> TargetsOf(const expr::Expr& expr);

}  // namespace lofte::engine
