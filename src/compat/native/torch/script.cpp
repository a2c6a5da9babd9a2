// TorchScript modules: loaded from an archive, called by the name of a method.
#include "values.h"
#include <sstream>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/import.h>

/// Loads an archive as torch.jit.save writes it. The archive is a program: only load what is trusted.
LA_EXPORT int la_script_load(const char* bytes, int64_t size, int32_t device, int32_t index, void** result) {
    return la_guard([&] {
        std::istringstream stream(std::string(bytes, size));
        *result = new torch::jit::Module(torch::jit::load(stream, la_device(device, index)));
    });
}

LA_EXPORT void la_script_free(void* module) {
    delete static_cast<torch::jit::Module*>(module);
}

/// Calls a method of the module; arguments and results as in la_call.
LA_EXPORT int la_script_call(void* module, const char* name, const la_value* args, int32_t n, la_value* results,
                             int32_t capacity, int32_t* count) {
    return la_guard([&] {
        auto method = static_cast<torch::jit::Module*>(module)->get_method(name);
        torch::jit::Stack stack;
        stack.reserve(n);
        for (int32_t k = 0; k < n; ++k) {
            stack.push_back(la_to_ivalue(args[k]));
        }
        const auto value = method(std::move(stack));
        *count = la_results(value.isNone() ? torch::jit::Stack() : torch::jit::Stack{value}, results, capacity, name);
    });
}
