// lofte_bench sqlite|postgres ROWS FOLDER [TRIALS]: prints the ratios of docs/benchmarks.md. PostgreSQL: the server that PGHOST names.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base.h"

int main(int argc, char** argv) {
  using namespace lofte;
  if (argc < 4) {
    std::fprintf(stderr, "usage: lofte_bench sqlite|postgres ROWS FOLDER [TRIALS]\n");
    return 2;
  }
  const stores::Dialect dialect = std::strcmp(argv[1], "postgres") == 0 ? stores::Dialect::kPostgres : stores::Dialect::kSqlite;
  const int trials = argc > 4 ? std::atoi(argv[4]) : 5;
  bench::Base base(dialect, std::atoll(argv[2]), argv[3]);
  bench::BenchVerify(base, trials);
  bench::BenchSweep(base, trials);
  return 0;
}
