// The erased form `key`: a text made of the row's own key, for a column that is NOT NULL and UNIQUE. It says nothing that the row does not
// already say, and no two rows have the same (docs/design/0001-grounds.md, section 3). Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "expr/expr.h"

namespace lofte::expr {

inline constexpr const char* kErasedPrefix = "erased-";

// What stands in the form as it is when the key has several columns; in a text `~` becomes `~0` and `-` becomes `~1`, so that no two keys
// have one form.
constexpr bool IsPlainKeyPart(Type type) { return type == Type::kInt || type == Type::kUuid || type == Type::kDate; }

// The form of a row with this key, `types` being those of its columns; nullopt where a part is NULL or only a database can say what it
// looks like as text.
std::optional<std::string> ErasedKey(const std::vector<Value>& key, const std::vector<Type>& types);

}  // namespace lofte::expr
