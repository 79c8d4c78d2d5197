// Reads policy.yaml into the model: syntax, names and references. What the parts say about each other is checker.h's.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "policy/policy.h"

namespace lofte::policy {

// Reads `source`; all mistakes of the file go into `issues`, each with its place and, where there is one, a suggestion. nullopt when the
// text is no YAML map at all; otherwise a policy that holds what could be understood. Callers go on only without errors. Issues are in the
// order of the file. The format: docs/formats/policy.md.
std::optional<Policy> ReadPolicy(std::string_view file, std::string_view source, Issues& issues);

// The rules of END, MOMENT and `when:` (docs/design/0001-grounds.md). `span` is where the first character of `source` stands; issues and
// results point into it. Bounds: limits::kExpressionBytes, kExpressionDepth. nullopt after an issue.
std::optional<End> ParseEnd(std::string_view source, const Span& span, Issues& issues);
std::optional<std::vector<ConditionRef>> ParseWhen(std::string_view source, const Span& span, Issues& issues);
// What `then:` says.
std::optional<Outcome> ParseThen(std::string_view source, const Span& span, Issues& issues);

}  // namespace lofte::policy
