#include "demo/reading.h"

#include <charconv>
#include <numeric>

namespace lofte::demo::reading {
namespace {

bool WrongShape(const text::Node& node, std::string_view what, std::string_view shape, Issues& issues) {
  Report(issues, node.span, "wrong-shape", std::string(what).append(" has to be ").append(shape));
  return false;
}

std::optional<double> ParseNumber(const text::Node& node) {
  if (!node.is_scalar() || node.quoted) return std::nullopt;
  double number = 0;
  const char* end = node.scalar.data() + node.scalar.size();
  auto [stop, error] = std::from_chars(node.scalar.data(), end, number, std::chars_format::fixed);
  if (error != std::errc() || stop != end || !(number >= 0 && number <= 1e12)) return std::nullopt;
  return number;
}

}  // namespace

void Report(Issues& issues, const Span& span, std::string code, std::string message, std::string help) {
  issues.push_back({Severity::kError, std::move(code), std::move(message), span, std::move(help)});
}

std::string Suggest(std::string_view word, const std::vector<std::string>& known) {
  if (std::string nearest = Nearest(word, known); !nearest.empty()) return "did you mean `" + nearest + "`?";
  std::string help = known.empty() ? "there are none" : "known: ";
  for (std::size_t i = 0; i < known.size(); ++i) help += (i == 0 ? "`" : ", `") + known[i] + "`";
  return help;
}

bool RequireMap(const text::Node& node, std::string_view what, Issues& issues) {
  return node.is_map() || WrongShape(node, what, "a map", issues);
}

bool RequireList(const text::Node& node, std::string_view what, Issues& issues) {
  return (node.is_sequence() && !node.items.empty()) || WrongShape(node, what, "a list that is not empty", issues);
}

bool RequireText(const text::Node& node, std::string_view what, Issues& issues) {
  return (node.is_scalar() && !node.scalar.empty()) || WrongShape(node, what, "a text", issues);
}

const text::Node* Require(const text::Node& map, std::string_view key, std::string_view what, Issues& issues) {
  if (const text::Node* found = map.Find(key)) return found;
  Report(issues, map.span, "missing-key", std::string(what).append(" has no `").append(key).append("`"));
  return nullptr;
}

expr::Value ConstantOf(std::string_view plain) {
  if (plain == "true") return true;
  if (plain == "false") return false;
  std::int64_t number = 0;
  auto [stop, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
  if (error == std::errc() && stop == plain.data() + plain.size()) return number;
  return std::string(plain);
}

expr::Value ReadConstant(const text::Node& node) {
  if (!node.is_scalar()) return expr::Null{};
  return node.quoted ? expr::Value(node.scalar) : ConstantOf(node.scalar);
}

std::int64_t ReadInteger(const text::Node& node, std::string_view what, std::int64_t low, std::int64_t high, Issues& issues) {
  const expr::Value value = ReadConstant(node);
  const auto* number = std::get_if<std::int64_t>(&value);
  if (number && *number >= low && *number <= high) return *number;
  WrongShape(node, what, "an integer from " + std::to_string(low) + " to " + std::to_string(high), issues);
  return low;
}

double ReadShare(const text::Node& node, std::string_view what, Issues& issues) {
  const std::optional<double> number = ParseNumber(node);
  if (number && *number <= 1) return *number;
  WrongShape(node, what, "a number from 0 to 1", issues);
  return 0;
}

double ReadWeight(const text::Node& node, std::string_view what, Issues& issues) {
  const std::optional<double> number = ParseNumber(node);
  if (number && *number > 0) return *number;
  WrongShape(node, what, "a number above 0", issues);
  return 1;
}

bool ReadFlag(const text::Node& map, std::string_view key, Issues& issues) {
  const text::Node* node = map.Find(key);
  if (!node) return false;
  const expr::Value value = ReadConstant(*node);
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  return WrongShape(*node, std::string("`").append(key).append("`"), "`true` or `false`", issues);
}

std::vector<double> Accumulate(const std::vector<double>& weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<double> upto;
  double so_far = 0;
  for (double weight : weights) upto.push_back((so_far += weight) / sum);
  return upto;
}

OneOf ReadOneOf(const text::Node& node, std::string_view what, Issues& issues) {
  OneOf one_of;
  std::vector<double> weights;
  for (const text::Node& item : node.items) {
    if (item.is_map() || item.is_sequence()) WrongShape(item, what, "a list of constants", issues);
    one_of.values.push_back(ReadConstant(item));
    weights.push_back(1);
  }
  for (const text::Node::Entry& entry : node.entries) {
    one_of.values.push_back(ConstantOf(entry.key));
    weights.push_back(ReadWeight(entry.value, "a weight", issues));
  }
  if (weights.empty()) WrongShape(node, what, "a list of constants, or a map from constant to weight", issues);
  one_of.upto = Accumulate(weights);
  return one_of;
}

}  // namespace lofte::demo::reading
