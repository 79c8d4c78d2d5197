// Fills the stores of an example system with synthetic people, from a spec, at any scale and always the same.
//
// The engine knows nothing of any one system. It holds no personal data: names are combined from lists, mail addresses and network
// addresses lie in ranges reserved for documentation, and nothing it makes looks like a payment card.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/issue.h"
#include "base/result.h"
#include "demo/spec.h"
#include "stores/store.h"

namespace lofte::demo {

inline constexpr std::int64_t kMinSubjects = 100;
inline constexpr std::int64_t kMaxSubjects = 10'000'000;

// Reads a spec. All mistakes of the file are reported in one run. Errors: kInvalid when there was any.
Result<Spec> ReadSpec(std::string_view file, std::string_view source, Issues& issues);

struct Progress {
  std::string table;
  std::int64_t rows = 0;  // inserted so far, in all tables
  double done = 0;        // share of the work, 0 to 1; never decreases
};

struct GenerateOptions {
  std::int64_t subjects = 1000;
  time::Instant at;  // the present of the generated world; cut to whole seconds
  std::uint64_t seed = 1;
  std::function<void(const Progress&)> progress;  // after every transaction; may be empty
};

// Inserts the spec's rows into the tables, which exist and are empty, in transactions of at most 50'000 rows and with memory that does not
// grow with `subjects`. Equal spec and options give equal values in every dialect. Precondition: `spec` comes from ReadSpec. Errors: kLimit
// (subjects out of bounds, too many rows), kNotFound (zone), those of the store. After an error part of the rows are there: create the
// tables anew.
Status Generate(const Spec& spec, const GenerateOptions& options, stores::Store& store);

}  // namespace lofte::demo
