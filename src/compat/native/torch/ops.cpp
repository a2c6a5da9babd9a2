// Calls any registered operator by name, with boxed arguments.
#include "values.h"
#include <ATen/core/dispatch/Dispatcher.h>

namespace {

struct Operator {
    c10::OperatorHandle handle;
    const std::vector<c10::Argument>* arguments;
};

}  // namespace

/// Finds an operator, e.g. ("aten::add", "Tensor"). The handle lives as long as the process.
LA_EXPORT int la_operator(const char* name, const char* overload, void** result) {
    return la_guard([&] {
        auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
        *result = new Operator{handle, &handle.schema().arguments()};
    });
}

/// Calls an operator. Arguments left out at the end take the schema's defaults. `count` receives the number of
/// results; a tensor list counts as its elements; more than `capacity` are an error, but 0 drops them all.
LA_EXPORT int la_call(void* op, const la_value* args, int32_t n, la_value* results, int32_t capacity, int32_t* count) {
    return la_guard([&] {
        const auto* o = static_cast<const Operator*>(op);
        const auto& schema = *o->arguments;
        TORCH_CHECK(static_cast<size_t>(n) <= schema.size(), o->handle.schema().name(), " takes ", schema.size(),
                    " arguments, got ", n);
        torch::jit::Stack stack;
        stack.reserve(schema.size());
        for (int32_t k = 0; k < n; ++k) {
            stack.push_back(la_to_ivalue(args[k]));
        }
        for (size_t k = n; k < schema.size(); ++k) {
            const auto& value = schema[k].default_value();
            TORCH_CHECK(value.has_value(), o->handle.schema().name(), " needs the argument '", schema[k].name(), "'");
            stack.push_back(*value);
        }
        o->handle.callBoxed(&stack);
        *count = la_results(stack, results, capacity, o->handle.schema().name());
    });
}
