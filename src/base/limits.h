// Bounds on everything that comes from outside. Each is tested at n and n + 1.
#pragma once

#include <cstddef>

namespace lofte::limits {

inline constexpr std::size_t kFileBytes = 8u << 20;        // a policy, data map or plan file
inline constexpr std::size_t kYamlDepth = 64;              // nesting of a YAML document
inline constexpr std::size_t kYamlNodes = 200'000;         // nodes of one document, aliases expanded
inline constexpr std::size_t kScalarBytes = 64u << 10;     // one scalar
inline constexpr std::size_t kExpressionBytes = 8u << 10;  // source of one expression
inline constexpr std::size_t kExpressionDepth = 64;        // nesting of one expression
inline constexpr std::size_t kIssues = 200;                // issues reported of one file; then one that says that there are more
inline constexpr int kUndoDays = 90;                       // for so long what a sweep took can be put back at most
inline constexpr long kPeriodYears = 1000;                 // a period, in any unit, is at most this long

}  // namespace lofte::limits
