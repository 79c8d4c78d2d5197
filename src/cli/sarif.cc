#include "cli/sarif.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/sha256.h"
#include "cli/version.h"

namespace lofte::cli {
namespace {

constexpr char kSchema[] = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

std::string LevelOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kInfo:
      return "note";
  }
  return "none";
}

// The file as a reference of RFC 3986: what is not plain in a path is escaped.
std::string UriOf(const std::string& path) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string uri = !path.empty() && path.front() == '/' ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          std::string_view("-._~/").find(c) != std::string_view::npos;
    if (is_plain) {
      uri += c;
    } else {
      uri += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return uri;
}

class Log {
 public:
  explicit Log(const SarifSource& source) : source_(source) {
    for (const lint::FindingText& text : lint::FindingTexts()) AddRule(text);
  }

  void Add(const Issue& issue) {
    Json result = {
        {"ruleId", issue.code}, {"ruleIndex", IndexOf(issue)}, {"level", LevelOf(issue.severity)}, {"message", {{"text", Words(issue)}}}};
    SetPlaces(issue.span, {}, result);
    SetFingerprint(issue.code + "\n" + issue.message, result);
    results_.push_back(std::move(result));
  }

  void Add(const lint::Finding& finding) {
    const std::string id = finding.rule + "/" + finding.name;
    Json result = {{"ruleId", id}};
    if (const auto index = index_.find(id); index != index_.end()) result["ruleIndex"] = index->second;
    result["level"] = LevelOf(finding.severity);
    result["message"] = {{"text", finding.message}};
    SetPlaces(finding.span, finding.origins, result);
    SetFingerprint(id + "\n" + finding.message, result);
    if (!finding.accepted.empty())
      result["suppressions"] = Json::array({{{"kind", "inSource"}, {"status", "accepted"}, {"justification", finding.accepted}}});
    results_.push_back(std::move(result));
  }

  Json Tree() && {
    const Json driver = {{"name", "lofte"}, {"semanticVersion", kVersion}, {"rules", std::move(rules_)}};
    return {
        {"$schema", kSchema},
        {"version", "2.1.0"},
        {"runs", Json::array({{{"tool", {{"driver", driver}}}, {"columnKind", "unicodeCodePoints"}, {"results", std::move(results_)}}})}};
  }

 private:
  void AddRule(const lint::FindingText& text) {
    const lint::RuleText& rule = *lint::FindRule(text.rule);
    const std::string id = text.rule + "/" + text.name;
    index_[id] = rules_.size();
    Json tags = Json::array({"privacy"});
    if (!rule.article.empty()) tags.push_back("GDPR");
    rules_.push_back({{"id", id},
                      {"shortDescription", {{"text", "asked for: " + rule.asks}}},
                      {"help", {{"text", text.help}}},
                      {"defaultConfiguration", {{"level", LevelOf(text.severity)}}},
                      {"properties", {{"article", rule.article}, {"applies", rule.applies}, {"tags", tags}}}});
  }

  std::size_t IndexOf(const Issue& issue) {
    const auto [at, is_new] = index_.emplace(issue.code, rules_.size());
    if (is_new) rules_.push_back({{"id", issue.code}, {"defaultConfiguration", {{"level", LevelOf(issue.severity)}}}});
    return at->second;
  }

  static std::string Words(const Issue& issue) { return issue.help.empty() ? issue.message : issue.message + ". " + issue.help; }

  Json PlaceIn(const Span& span) const {
    const bool is_below = !source_.folder.empty() && source_.folder != "." && !span.file.empty() && span.file.front() != '/';
    const std::string path = is_below ? source_.folder + (source_.folder.back() == '/' ? "" : "/") + span.file : span.file;
    Json place = {{"artifactLocation", {{"uri", UriOf(path)}}}};
    if (span.line > 0)
      place["region"] = {{"startLine", span.line},
                         {"startColumn", std::max<std::size_t>(span.column, 1)},
                         {"endColumn", std::max<std::size_t>(span.column, 1) + span.length}};
    return place;
  }

  // A region has one way to say where it is, besides bytes: the line stands for the reader of a list.
  Json PlaceIn(const policy::Origin& origin) const {
    Json region = {{"startLine", origin.line}};
    if (origin.begin < origin.end) region["byteOffset"] = origin.begin, region["byteLength"] = origin.end - origin.begin;
    return {{"artifactLocation", {{"uri", UriOf(source_.prose.name)}}}, {"region", region}};
  }

  void SetPlaces(const Span& span, const std::vector<policy::Origin>& origins, Json& result) const {
    const bool is_in_policy = span.line > 0 || (origins.empty() && !span.file.empty());
    Json related = Json::array();
    if (is_in_policy) result["locations"] = Json::array({{{"physicalLocation", PlaceIn(span)}}});
    if (source_.prose.name.empty()) return;
    for (std::size_t i = 0; i < origins.size(); ++i) {
      const Json place = {{"physicalLocation", PlaceIn(origins[i])}};
      if (i == 0 && !is_in_policy) {
        result["locations"] = Json::array({place});
      } else {
        related.push_back({{"id", i}, {"physicalLocation", PlaceIn(origins[i])}});
      }
    }
    if (!is_in_policy && origins.empty())
      result["locations"] = Json::array({{{"physicalLocation", {{"artifactLocation", {{"uri", UriOf(source_.prose.name)}}}}}}});
    if (!related.empty()) result["relatedLocations"] = std::move(related);
  }

  // Of what is found, not of where: lines move. The second of the same is told by its number.
  void SetFingerprint(const std::string& what, Json& result) {
    const std::string hash = Sha256Hex(what);
    result["partialFingerprints"] = {{"lofte/v1", hash.substr(0, 32) + ":" + std::to_string(++seen_[hash])}};
  }

  const SarifSource& source_;
  Json rules_ = Json::array(), results_ = Json::array();
  std::map<std::string, std::size_t> index_;
  std::map<std::string, int> seen_;
};

}  // namespace

std::string Sarif(const Issues& issues, const std::vector<lint::Finding>& findings, const SarifSource& source) {
  Log log(source);
  for (const Issue& issue : issues) log.Add(issue);
  for (const lint::Finding& finding : findings) log.Add(finding);
  return Text(std::move(log).Tree());
}

}  // namespace lofte::cli
