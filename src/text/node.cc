#include <algorithm>

#include "base/limits.h"
#include "text/document.h"

namespace lofte::text {

const Node* Node::Find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

Span Node::TextSpan() const {
  Span inside = span;
  if (!quoted || span.length < 2) return inside;  // a block scalar starts on the line after its mark, which has length 1
  inside.column += 1;
  inside.length = std::max<std::size_t>(1, span.length - 2);
  return inside;
}

namespace {

std::string Listed(const std::vector<std::string>& keys) {
  std::string list;
  for (const std::string& key : keys) list += (list.empty() ? "`" : ", `") + key + "`";
  return list;
}

}  // namespace

void RefuseUnknownKeys(const Node& map, const std::vector<std::string>& known, Issues& issues) {
  std::size_t refused = 0;
  for (const Node::Entry& entry : map.entries) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    if (++refused > limits::kIssues + 1) return;  // the rest would be counted, not shown
    Issue issue;
    issue.code = "unknown-key";
    issue.message = "unknown key `" + entry.key + "`";
    issue.span = entry.key_span;
    const std::string nearest = Nearest(entry.key, known);
    issue.help = nearest.empty() ? "known here: " + Listed(known) : "did you mean `" + nearest + "`?";
    Add(issues, std::move(issue));
  }
}

}  // namespace lofte::text
