// The fixed family of schemas that every case of the agreement test is drawn over, and what an expression over it can be.
//
//   people       the registry: facts of a person
//   things       rows about one or two of them, or about nobody; an event column of every kind
//   parents      what a thing's parent_id leads to, if anything; owner_id is a person too
//   notes        any number of each thing
#pragma once

#include <string>
#include <vector>

#include "agreement/model.h"
#include "stores/store.h"

namespace lofte::tests::agreement {

// No foreign keys: a key may dangle.
std::string SchemaSql(stores::Dialect dialect);
const std::vector<std::string>& ColumnsOf(const std::string& table);

// A column of moments, of `things` or `people`, or of `parents` through the link `parent`.
struct EventColumn {
  const char* column;
  const char* label;
  std::vector<expr::CodecKind> kinds;  // it can be read as any of these
  const char* format;                  // nullptr: see Event::format
};
const std::vector<EventColumn>& ThingEvents();
const std::vector<EventColumn>& ParentEvents();
// Through the link `notes`, of all that it leads to; and the column of the thing that keeps what those have told.
const std::vector<EventColumn>& NoteEvents();
std::string KeptIn(const std::string& note_column);
const std::vector<EventColumn>& PeopleEvents();

// The first `kUncertain..` of each list can be NULL.
const std::vector<Expression>& ThingConditions();
inline constexpr std::size_t kUncertainThings = 9;
const std::vector<Expression>& PeopleConditions();
inline constexpr std::size_t kUncertainPeople = 4;

// The labels of the counters: all, and those that a row of people has.
const std::vector<std::string>& EventLabels();
const std::vector<std::string>& PeopleLabels();

}  // namespace lofte::tests::agreement
