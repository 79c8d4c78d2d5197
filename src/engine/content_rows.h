// The rows that fail the content tests of a question (controls::ContentTest).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "controls/question.h"
#include "sql/print.h"
#include "stores/number_pattern.h"
#include "stores/store.h"

namespace lofte::engine {

// As SQL over the alias `t`; empty: the question has no content test.
std::string FailsContent(const controls::RowQuestion& question, stores::Dialect dialect);

// Whether FailsContent is the whole test. Where it is not, the rows for which it is true are candidates, for FailureReader to look at.
bool IsExact(const controls::RowQuestion& question, stores::Dialect dialect);

// The exact test of a candidate, from the columns of a listing.
class FailureReader {
 public:
  // Adds what it reads to the listing. Borrows nothing.
  FailureReader(const controls::RowQuestion& question, stores::Dialect dialect, sql::Listing& listing);

  bool Fails(const std::vector<expr::Value>& row) const;

 private:
  struct Asked {
    std::size_t column;
    std::vector<stores::NumberPattern> numbers;
  };
  std::vector<Asked> asked_;
};

// How many rows fail. Read a stretch of the table at a time, so that memory stays flat. In the caller's snapshot.
Result<std::int64_t> CountFailures(stores::Store& store, const stores::Table& table, const controls::RowQuestion& question);

}  // namespace lofte::engine
