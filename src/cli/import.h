// A text that people wrote, read into a policy: what `import` prints and `check` looks at.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "cli/findings.h"
#include "importer/facts.h"
#include "policy/policy.h"
#include "prose/document.h"

namespace lofte::cli {

struct ImportedText {
  ProseText prose;
  importer::Facts facts;
  std::string yaml;      // the draft
  policy::Policy draft;  // the same, read
};

// `file`: a path, or `-` for standard input, up to limits::kFileBytes. Errors: of reading, and kInvalid of a file that is no text.
Result<ImportedText> ImportText(const std::string& file, std::optional<prose::Format> format);

}  // namespace lofte::cli
