#include "engine/sealed_copy.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace lofte::engine {

using Json = nlohmann::ordered_json;

namespace {

constexpr int kVersion = 1;
constexpr std::array<std::string_view, 4> kKinds = {"blocked", "row", "fields", "gone"};  // as SealedCopy::Kind

bool IsUtf8(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = DecodeUtf8(text, at);
    if (!point.valid) return false;
    at += point.bytes;
  }
  return true;
}

std::string Hex(const std::string& bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const unsigned char byte : bytes) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

std::string Unhex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

// Texts, whole numbers and booleans as themselves, the rest under its name.
struct ToJson {
  Json operator()(expr::Null) const { return nullptr; }
  Json operator()(bool value) const { return value; }
  Json operator()(std::int64_t value) const { return value; }
  Json operator()(double value) const {
    // JSON has no infinity, and SQLite has two.
    if (!std::isfinite(value)) return {{"real", value > 0 ? "inf" : value < 0 ? "-inf" : "nan"}};
    return {{"real", value}};
  }
  Json operator()(const std::string& value) const {
    if (IsUtf8(value)) return value;
    return {{"text", Hex(value)}};
  }
  Json operator()(const expr::Blob& value) const { return {{"bytes", Hex(value.bytes)}}; }
  Json operator()(time::Day value) const { return {{"day", value.number}}; }
  Json operator()(time::Instant value) const { return {{"us", value.us}}; }
  Json operator()(time::LocalTime value) const { return {{"local", value.us}}; }
};

double RealOf(const Json& json) { return json.is_string() ? std::strtod(json.get<std::string>().c_str(), nullptr) : json.get<double>(); }

expr::Value FromJson(const Json& json) {
  if (json.is_null()) return expr::Null{};
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_string()) return json.get<std::string>();
  if (json.contains("real")) return RealOf(json.at("real"));
  if (json.contains("text")) return Unhex(json.at("text").get<std::string>());
  if (json.contains("bytes")) return expr::Blob{Unhex(json.at("bytes").get<std::string>())};
  if (json.contains("day")) return time::Day{json.at("day").get<std::int32_t>()};
  if (json.contains("us")) return time::Instant{json.at("us").get<std::int64_t>()};
  return time::LocalTime{json.at("local").get<std::int64_t>()};
}

using Columns = SealedCopy::Columns;

Json ColumnsJson(const Columns& columns) {
  Json json = Json::array();
  for (const auto& [name, value] : columns) json.push_back({name, std::visit(ToJson{}, value)});
  return json;
}

Columns ReadColumns(const Json& json) {
  Columns columns;
  for (const Json& pair : json) columns.emplace_back(pair.at(0).get<std::string>(), FromJson(pair.at(1)));
  return columns;
}

Json MomentJson(const std::optional<expr::Moment>& moment) {
  if (!moment) return nullptr;
  return std::visit([](const auto& of) { return ToJson{}(of); }, *moment);
}

std::optional<expr::Moment> ReadMoment(const Json& json) {
  if (json.is_null()) return std::nullopt;
  if (json.contains("day")) return time::Day{json.at("day").get<std::int32_t>()};
  return time::Instant{json.at("us").get<std::int64_t>()};
}

int Code(expr::Tri truth) { return truth == expr::Tri::kTrue ? 1 : truth == expr::Tri::kFalse ? 0 : 2; }
expr::Tri ReadTri(const Json& json) {
  return json.get<int>() == 1 ? expr::Tri::kTrue : json.get<int>() == 0 ? expr::Tri::kFalse : expr::Tri::kUnknown;
}

Json FactsJson(const grounds::Facts& facts) {
  Json events = Json::array(), states = Json::array(), conditions = Json::array(), serves = Json::array(), people = Json::array(),
       ended = Json::array();
  for (const auto& [name, of] : facts.events) events.push_back({name.first, name.second, of.is_unknown, MomentJson(of.moment)});
  for (const auto& [name, of] : facts.states) states.push_back({name.first, name.second, of.is_unknown, MomentJson(of.ended)});
  for (const auto& [name, of] : facts.conditions) conditions.push_back({name.first, name.second, Code(of)});
  for (const auto& [name, of] : facts.serves) serves.push_back({name.first, name.second, Code(of)});
  for (const auto& [role, of] : facts.people) people.push_back({role, of.is_present, of.is_unknown});
  for (const auto& [name, of] : facts.ended_grounds) ended.push_back({name.first, name.second, of});
  return {{"events", events}, {"states", states}, {"conditions", conditions}, {"serves", serves}, {"people", people}, {"ended", ended}};
}

grounds::Facts ReadFacts(const Json& json, const time::Zone& zone) {
  grounds::Facts facts(zone);
  const auto name = [](const Json& of) { return grounds::FactName{of.at(0).get<std::string>(), of.at(1).get<std::string>()}; };
  for (const Json& of : json.at("events")) facts.events[name(of)] = {ReadMoment(of.at(3)), of.at(2).get<bool>()};
  for (const Json& of : json.at("states")) facts.states[name(of)] = {ReadMoment(of.at(3)), of.at(2).get<bool>()};
  for (const Json& of : json.at("conditions")) facts.conditions[name(of)] = ReadTri(of.at(2));
  for (const Json& of : json.at("serves")) facts.serves[name(of)] = ReadTri(of.at(2));
  for (const Json& of : json.at("people")) facts.people[of.at(0).get<std::string>()] = {of.at(1).get<bool>(), of.at(2).get<bool>(), false};
  for (const Json& of : json.at("ended")) facts.ended_grounds[name(of)] = of.at(2).get<bool>();
  return facts;
}

}  // namespace

std::string_view NameOf(SealedCopy::Kind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::string Encode(const SealedCopy& copy) {
  Json parents = Json::array();
  for (const auto& [table, key] : copy.parents) parents.push_back({table, ColumnsJson(key)});
  const Json json = {{"v", kVersion},
                     {"kind", NameOf(copy.kind)},
                     {"table", copy.table},
                     {"key", ColumnsJson(copy.key)},
                     {"values", ColumnsJson(copy.values)},
                     {"beside", ColumnsJson(copy.beside)},
                     {"people", ColumnsJson(copy.people)},
                     {"facts", FactsJson(copy.facts)},
                     {"parents", parents}};
  return json.dump();
}

Result<SealedCopy> Decode(const std::string& bytes, const time::Zone& zone) {
  const Json json = Json::parse(bytes, nullptr, false);
  if (!json.is_object() || json.value("v", 0) != kVersion)
    return Fail(ErrorCode::kInvalid, "a sealed copy is of a newer program, or of none");
  try {
    const auto kind = std::find(kKinds.begin(), kKinds.end(), json.at("kind").get<std::string>());
    if (kind == kKinds.end()) return Fail(ErrorCode::kInvalid, "a sealed copy is of a kind that is not known");
    std::vector<std::pair<std::string, Columns>> parents;
    for (const Json& of : json.at("parents")) parents.emplace_back(of.at(0).get<std::string>(), ReadColumns(of.at(1)));
    return SealedCopy{static_cast<SealedCopy::Kind>(kind - kKinds.begin()),
                      json.at("table").get<std::string>(),
                      ReadColumns(json.at("key")),
                      ReadColumns(json.at("values")),
                      ReadColumns(json.at("beside")),
                      ReadColumns(json.at("people")),
                      ReadFacts(json.at("facts"), zone),
                      std::move(parents)};
  } catch (const std::exception&) {  // what is missing in it
    return Fail(ErrorCode::kInvalid, "a sealed copy is not whole");
  }
}

}  // namespace lofte::engine
