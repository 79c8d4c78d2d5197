// Values on the wire, in PostgreSQL's text format: parameters out, results in, and COPY. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "expr/value.h"

namespace lofte::stores_postgres {

using TypeId = unsigned int;  // libpq's Oid

// The types that pg_type.dat numbers for ever.
namespace type_id {
inline constexpr TypeId kUnknown = 0;  // the server takes what the place wants
inline constexpr TypeId kBool = 16, kBytea = 17, kChar = 18, kName = 19, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kOid = 26;
inline constexpr TypeId kFloat4 = 700, kFloat8 = 701, kBpchar = 1042, kVarchar = 1043, kDate = 1082, kTimestamp = 1114, kTimestamptz = 1184;
inline constexpr TypeId kNumeric = 1700, kUuid = 2950;
}  // namespace type_id

struct Parameter {
  TypeId type = type_id::kUnknown;
  std::optional<std::string> text;  // nullopt: NULL
};

// Errors: kInvalid for a text that holds a zero byte, which PostgreSQL cannot store.
Result<Parameter> Encode(const expr::Value& value);

// A result's field of type `type`. What does not parse comes as text.
expr::Value Decode(TypeId type, std::string_view text);

// Appends one row of COPY's text format, its newline included. Errors: as Encode.
Status AppendCopyRow(const std::vector<expr::Value>& row, std::string& out);

}  // namespace lofte::stores_postgres
