// Any bytes against a fixed schema: Parse and Bind end, say why when there is no tree, point into the source, and a tree that was bound can
// be printed, and the print of one without links read again as the same tree.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "expr/example_scope.h"

namespace {

bool ReadsRelatedRows(const lofte::expr::Expr& expr) {
  if (expr->op == lofte::expr::Op::kRelated) return true;
  for (const auto& operand : expr->operands) {
    if (ReadsRelatedRows(operand)) return true;
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const lofte::expr::ExampleSchema kSchema;
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  lofte::Issues issues;
  const auto syntax = lofte::expr::Parse(source, {"map.yaml", 3, 9}, issues);
  if (!syntax && issues.empty()) lofte::Panic("no syntax and no reason");
  const auto expr = lofte::expr::Bind(syntax, kSchema.chats, issues);
  if ((expr == nullptr) != lofte::HasErrors(issues)) lofte::Panic("a tree with issues, or neither");
  for (const lofte::Issue& issue : issues) {
    if (issue.span.column < 9 || issue.span.column > 9 + size || issue.span.length < 1) lofte::Panic("an issue points outside the source");
  }
  if (!expr) return 0;
  const std::string text = lofte::expr::Format(expr);
  lofte::expr::Evaluate(expr, lofte::expr::ExampleRow());
  // A print can be longer and deeper than what was read, so this is asked only far from the limits.
  if (size > 512 || ReadsRelatedRows(expr) || text.find('\n') != std::string::npos) return 0;
  lofte::Issues again;
  const auto reread = lofte::expr::Bind(lofte::expr::Parse(text, {"map.yaml", 1, 1}, again), kSchema.chats, again);
  if (!reread || lofte::expr::Format(reread) != text) lofte::Panic("the print means something else");
  return 0;
}
