// The parts of the reader of generator.yaml: one function for each kind of entry. Only the reader's own files include this.
//
// Every function reports what is wrong and returns what could be understood; a spec with any issue is never used.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "demo/spec.h"
#include "text/document.h"

namespace lofte::demo::reading {

inline constexpr std::int64_t kMostSlots = 1000;  // rows of one parent in one fill
inline constexpr std::int64_t kMostFixedRows = 1'000'000;
inline constexpr std::size_t kPathSteps = 8;

void Report(Issues& issues, const Span& span, std::string code, std::string message, std::string help = "");
// "did you mean `x`?", or the known words.
std::string Suggest(std::string_view word, const std::vector<std::string>& known);

// Each reports `wrong-shape` when the node is of another kind; `what` names the entry in the message.
bool RequireMap(const text::Node& node, std::string_view what, Issues& issues);
bool RequireList(const text::Node& node, std::string_view what, Issues& issues);
bool RequireText(const text::Node& node, std::string_view what, Issues& issues);
// The value of a key that has to be there, or nullptr after `missing-key`.
const text::Node* Require(const text::Node& map, std::string_view key, std::string_view what, Issues& issues);

// An integer, true, false or null as such; everything else, and everything in quotes, as text.
expr::Value ReadConstant(const text::Node& node);
expr::Value ConstantOf(std::string_view plain);
std::int64_t ReadInteger(const text::Node& node, std::string_view what, std::int64_t low, std::int64_t high, Issues& issues);
// 0 to 1.
double ReadShare(const text::Node& node, std::string_view what, Issues& issues);
// A number above 0.
double ReadWeight(const text::Node& node, std::string_view what, Issues& issues);
bool ReadFlag(const text::Node& map, std::string_view key, Issues& issues);
std::vector<double> Accumulate(const std::vector<double>& weights);
// A list of equally likely values, or a map from value to weight.
OneOf ReadOneOf(const text::Node& node, std::string_view what, Issues& issues);

// The tables and columns by name, and what their columns refer to, before any generator is read.
class Names {
 public:
  explicit Names(Spec& spec) : spec_(spec) {}

  // -1: not there.
  int FindTable(std::string_view name) const;
  int FindColumn(int table, std::string_view name) const;
  int AddTable(std::string_view name);
  // The column's index, added when the table does not have it yet.
  int AddColumn(int table, const std::string& name, const Span& span);
  void Define(int column, int fill, const text::Node& node);

  // The table whose row numbers a column holds; -1: it is not a reference.
  int TargetOf(int table, int column, int depth = 0) const;
  std::vector<std::string> TableNames() const;
  std::vector<std::string> ColumnNames(int table) const;

 private:
  int TargetOfNode(const text::Node& node, int fill, int depth) const;
  int TargetOfPath(int table, std::string_view path, int depth) const;

  struct Definition {
    int table, column, fill;
    const text::Node* node;
  };
  Spec& spec_;
  std::vector<Definition> definitions_;
};

// Lists of texts by name and language; the language of a list without languages is "".
using PhraseLists = std::map<std::string, std::vector<std::pair<std::string, std::vector<const text::Node*>>>, std::less<>>;

// Where a generator stands.
struct Scope {
  const Names& names;
  const Spec& spec;
  const PhraseLists& phrases;
  int fill;   // the fill that its cell belongs to
  int table;  // the table that its paths start from
  Issues& issues;

  Scope StartingFrom(int other_table) const { return {names, spec, phrases, fill, other_table, issues}; }
};

std::optional<Path> ReadPath(const text::Node& node, std::string_view what, const Scope& scope);
std::optional<Path> ResolvePath(std::string_view path, const Span& span, const Scope& scope);
std::vector<Path> ReadPaths(const text::Node& node, std::string_view what, const Scope& scope);
// The table that the last step of a path refers to; -1: none.
int TargetOf(const Path& path, const Scope& scope);
Conditions ReadConditions(const text::Node& node, const Scope& scope);
// A text with `{path}` and `{path|slug}` in it; `{{` is a brace.
Template ReadTemplate(const text::Node& node, const Scope& scope);

PhraseLists ReadPhraseLists(const text::Node& node, Issues& issues);
Moment ReadMoment(const text::Node& node, bool day, const Scope& scope);
Pick ReadPick(const text::Node& node, const Scope& scope);
RowOf ReadRowOf(const text::Node& node, const Scope& scope);
Cell ReadCell(const text::Node& node, const Scope& scope);

// What can only be seen when everything is read: columns that depend on themselves, references to later tables, fills that leave a column
// out. Sets Fill::must_succeed.
void CheckSpec(const Names& names, Spec& spec, Issues& issues);

}  // namespace lofte::demo::reading
